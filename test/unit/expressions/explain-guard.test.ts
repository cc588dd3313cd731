import { describe, expect, test } from '@jest/globals';
import { explainGuard } from '../../../src/machines/expressions/explain-guard.js';
import { compile, here, scope } from './fixture.js';

const place = { ...here, event: 'ASSESSED' };
const explain = (source: string, eventKnown = true, form?: string[], event?: { facts: { amount: number } }) =>
  explainGuard(compile(source, 'bool', place), scope({ ...(event && { event }) }), { eventKnown, form });

describe('explainGuard', () => {
  test('a true guard needs no reasons', () => {
    expect(explain('!facts.urgent && active("open.calling")')).toEqual({ value: true, because: [] });
  });

  test('names the atoms that make it false, and only those', () => {
    expect(explain('!facts.urgent && active("open.called") && isSendableDay(today)')).toEqual({
      value: false,
      because: [
        { atom: 'active("open.called")', value: false },
        { atom: 'isSendableDay(today)', value: false },
      ],
    });
  });

  test('names an atom that ought to be false', () => {
    expect(explain('!happened(CALL_LOGGED)')).toEqual({
      value: false,
      because: [{ atom: 'happened(CALL_LOGGED)', value: true }],
    });
  });

  test('an alternative fails when all of it fails', () => {
    expect(explain('facts.urgent || happened(WAIVED)')).toEqual({
      value: false,
      because: [
        { atom: 'facts.urgent', value: false },
        { atom: 'happened(WAIVED)', value: false },
      ],
    });
  });

  test('before the event has come, what it will bring is unknown', () => {
    expect(explain('event.facts.amount > 1 && !facts.urgent', false)).toEqual({
      value: 'unknown',
      because: [{ atom: 'event.facts.amount > 1', value: 'unknown' }],
    });
    expect(explain('!(event.facts.amount > 1)', false).value).toBe('unknown');
    expect(explain('event.facts.amount > 1 || !facts.urgent', false)).toEqual({ value: true, because: [] });
    expect(explain('event.facts.amount > 1 && facts.urgent', false)).toEqual({
      value: false,
      because: [{ atom: 'facts.urgent', value: false }],
    });
  });

  test('facts that the form would overwrite are unknown too', () => {
    expect(explain('facts.urgent', false, ['urgent']).value).toBe('unknown');
    expect(explain('facts.urgent', false, ['amount']).value).toBe(false);
    expect(explain('facts.urgent', true, ['urgent']).value).toBe(false);
  });

  test('once it has come, it is judged', () => {
    expect(explain('event.facts.amount > 1', true, undefined, { facts: { amount: 1 } })).toEqual({
      value: false,
      because: [{ atom: 'event.facts.amount > 1', value: false }],
    });
  });

  test('a missing fact leaves the guard open and is named', () => {
    expect(explain('has(facts.birthOn) || facts.amount > 1')).toEqual({
      value: 'unknown',
      because: [{ atom: 'facts.amount > 1', value: 'missing', fact: 'amount', title: { da: 'Beløb' } }],
    });
    expect(explain('has(facts.birthOn) && facts.birthOn < today')).toEqual({
      value: false,
      because: [{ atom: 'has(facts.birthOn)', value: false }],
    });
  });

  test('an atom that fails leaves the guard open', () => {
    expect(explain('1 / 0 == 1')).toEqual({
      value: 'unknown',
      because: [{ atom: '1 / 0 == 1', value: 'failed' }],
    });
  });

  test('a bug is not taken for a reason', () => {
    const broken = scope({
      isActive: () => {
        throw new RangeError('bug');
      },
    });
    const guard = compile('active("open")', 'bool');
    expect(() => explainGuard(guard, broken, { eventKnown: true })).toThrow(new RangeError('bug'));
  });
});
