import { isNotable } from '../../../web/src/case/notable.js';

type Row = Parameters<typeof isNotable>[0];
const row = (changes: Partial<Row> = {}): Row => ({
  event: { type: 'timer.deadline' },
  from: ['open.screening'],
  to: ['open.screening'],
  effects: [],
  ...changes,
});

describe('what people are told of the course of a case', () => {
  it('is what a person did, also when the state stays', () => {
    const by = { userId: 'u', name: 'Mette Holm', roles: [] };
    expect(isNotable(row({ event: { type: 'CALL_ATTEMPT_LOGGED', by } }))).toBe(true);
  });

  it('is what leads to another state', () => {
    expect(isNotable(row({ to: ['open.decided'] }))).toBe(true);
  });

  it('is a deadline that was exceeded, but no reminder', () => {
    const breach = { type: 'breachDeadline' } as Row['effects'][number];
    const reminder = { type: 'sendMessage' } as Row['effects'][number];
    expect(isNotable(row({ effects: [breach] }))).toBe(true);
    expect(isNotable(row({ effects: [reminder] }))).toBe(false);
  });
});
