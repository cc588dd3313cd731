import { deflateSync, inflateSync, crc32 } from 'node:zlib';

/** Bytes of a pixel in a picture of the browser: red, green, blue, and perhaps how opaque. */
const CHANNELS: Record<number, number> = { 2: 3, 6: 4 };
const MOST_COLOURS = 256;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

interface Chunk {
  type: string;
  data: Buffer;
}

/**
 * The same picture with its 256 most frequent colours, in about a third of the size: pages have few colours, and those between them are
 * the edges of letters. Takes what Chromium writes: eight bits a channel, not interlaced.
 */
export function withPalette(png: Buffer): Buffer {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')!.data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = CHANNELS[header[9]!];
  if (channels === undefined) throw new Error(`A PNG of colour type ${header[9]}`);
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const pixels = unfiltered(inflateSync(packed), width * channels, channels);
  const colours = coloursOf(pixels, channels);
  const palette = [...frequencies(colours)]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, MOST_COLOURS)
    .map(([colour]) => colour);
  const rows = indexed(colours, palette, width, height);
  const indexHeader = Buffer.from(header);
  indexHeader[9] = 3;
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', indexHeader),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    ),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const made = Buffer.alloc(body.length + 8);
  made.writeUInt32BE(data.length, 0);
  body.copy(made, 4);
  made.writeUInt32BE(crc32(body), body.length + 4);
  return made;
}

/** Takes back the filter of each line, as the PNG specification has them in § 9. */
function unfiltered(lines: Buffer, stride: number, channels: number): Buffer {
  const pixels = Buffer.alloc((lines.length / (stride + 1)) * stride);
  for (let from = 0, to = 0; from < lines.length; from += stride + 1, to += stride) {
    const filter = lines[from]!;
    for (let at = 0; at < stride; at++) {
      const left = at < channels ? 0 : pixels[to + at - channels]!;
      const above = to === 0 ? 0 : pixels[to + at - stride]!;
      const corner = to === 0 || at < channels ? 0 : pixels[to + at - stride - channels]!;
      pixels[to + at] = lines[from + 1 + at]! + predicted(filter, left, above, corner);
    }
  }
  return pixels;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const distance = (value: number) => Math.abs(left + above - corner - value);
  if (distance(left) <= distance(above) && distance(left) <= distance(corner)) return left;
  return distance(above) <= distance(corner) ? above : corner;
}

function coloursOf(pixels: Buffer, channels: number): Uint32Array {
  return Uint32Array.from({ length: pixels.length / channels }, (_, at) =>
    pixels.readUIntBE(at * channels, 3),
  );
}

function frequencies(colours: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  return counts;
}

function indexed(colours: Uint32Array, palette: number[], width: number, height: number): Buffer {
  const places = new Map(palette.map((colour, at) => [colour, at]));
  const rows = Buffer.alloc((width + 1) * height);
  colours.forEach((colour, at) => {
    const place = places.get(colour) ?? nearest(colour, palette);
    places.set(colour, place);
    rows[at + Math.floor(at / width) + 1] = place;
  });
  return rows;
}

function nearest(colour: number, palette: number[]): number {
  const far = (other: number) =>
    [16, 8, 0].reduce((sum, shift) => sum + (((colour >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
  let best = 0;
  for (let at = 1; at < palette.length; at++) if (far(palette[at]!) < far(palette[best]!)) best = at;
  return best;
}
