import type { RecordPart } from './citizen-record.js';

/** The record for machines: one JSON document, written as its parts come. */
export async function* recordAsJson(parts: AsyncIterable<RecordPart>): AsyncGenerator<string> {
  let [cases, events, looks] = [0, 0, 0];
  for await (const part of parts) {
    switch (part.kind) {
      case 'head':
        yield `${JSON.stringify(part.head).slice(0, -1)},"cases":[`;
        break;
      case 'case':
        yield `${cases++ > 0 ? ',' : ''}\n${JSON.stringify(part.record).slice(0, -1)},"events":[`;
        [events, looks] = [0, 0];
        break;
      case 'event':
        yield `${events++ > 0 ? ',' : ''}\n${JSON.stringify(part.event)}`;
        break;
      case 'look':
        yield `${looks++ > 0 ? ',' : '],"accessLog":['}\n${JSON.stringify(part.look)}`;
        break;
      case 'caseEnd':
        yield looks === 0 ? '],"accessLog":[]}' : ']}';
        break;
      case 'end':
        yield ']}\n';
    }
  }
}
