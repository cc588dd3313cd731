import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A key and a certificate that it has signed itself, both PEM, as the two houses of a federation exchange them. */
export function selfSigned(name: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const body = toBeSigned(name, publicKey);
  const signature = bits(sign('sha256', body, privateKey));
  const der = sequence(body, sequence(SHA256_RSA, NULL), signature);
  const base64 = der.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  };
}

function toBeSigned(name: string, key: KeyObject): Buffer {
  const commonName = sequence(COMMON_NAME, tagged(0x0c, Buffer.from(name)));
  const who = sequence(tagged(0x31, commonName));
  const times = sequence(
    ...['20200101000000Z', '20491231235959Z'].map((at) => tagged(0x18, Buffer.from(at))),
  );
  const publicKey = key.export({ format: 'der', type: 'spki' });
  const number = tagged(0x02, Buffer.from([1]));
  return sequence(number, sequence(SHA256_RSA, NULL), who, times, who, publicKey);
}

/** 1.2.840.113549.1.1.11 and 2.5.4.3, as DER writes them. */
const SHA256_RSA = Buffer.from('06092a864886f70d01010b', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const NULL = Buffer.from('0500', 'hex');

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
const bits = (bytes: Buffer): Buffer => tagged(0x03, Buffer.concat([Buffer.from([0]), bytes]));

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
