import type { Definition } from '../../../src/machines/definition.js';
import { diff } from '../../../src/machines/diff.js';
import { libraryCard, parsed } from '../parse/sources.js';

const TEXT = JSON.stringify(parsed(libraryCard()));

/** The library card with every `from` written as `to`: what somebody does who renames with care. */
const replaced = (from: string | RegExp, to: string): Definition =>
  JSON.parse(TEXT.replaceAll(from, to)) as Definition;
const sentences = (after: Definition) =>
  diff(JSON.parse(TEXT) as Definition, after).changes.map(({ sentence }) => sentence.da);

describe('what has only another name', () => {
  test.each([
    ['CHECK_IDENTITY', 'SEE_PASSPORT', 'Opgaven “Kontrollér identitet”'],
    ['IDENTITY_CHECKED', 'PASSPORT_SEEN', 'Hændelsen “Identitet kontrolleret”'],
    ['decideBy', 'answerBy', 'Fristen “Svar senest”'],
    ['proofReview', 'lookAgain', 'Tidspunktet “proofReview”'],
    ['cardLetter', 'welcomeLetter', 'Brevet “Brev med lånerkort”'],
    ['decisionLength', 'answerLength', 'Parameteren “Frist for svar”'],
  ])('%s is said to be called %s', (from, to, what) => {
    const after = replaced(new RegExp(`\\b${from}\\b`, 'g'), to);
    expect(sentences(after)).toEqual([
      `${what} har fået navnet \`${to}\` (før: \`${from}\`) og er ellers den samme.`,
    ]);
  });

  test('may be a state above others, in targets, expressions and rules', () => {
    const renamed = JSON.parse(
      TEXT.replaceAll('"going"', '"inHand"').replaceAll('going.', 'inHand.'),
    ) as Definition;
    expect(sentences(renamed)).toEqual([
      'Tilstanden “I gang” har fået navnet `open.work.inHand` (før: `open.work.going`) og er ellers den samme.',
    ]);
  });

  test('may be a state, whose path is told', () => {
    expect(sentences(replaced('awaitingProof', 'waiting'))).toEqual([
      'Tilstanden “Afventer bevis” har fået navnet `open.work.going.waiting` (før: `open.work.going.awaitingProof`) og er ellers den samme.',
    ]);
  });

  test('may be a state above others, in targets that name it from the machine', () => {
    const card = libraryCard();
    card.machine.states.open.states.work.states.going.on = { WITHDRAWN: '#libraryCard.open.work.going' };
    const before = parsed(card);
    const after = JSON.parse(
      JSON.stringify(before)
        .replaceAll('"going"', '"inHand"')
        .replaceAll('going.', 'inHand.')
        .replaceAll('work.going', 'work.inHand'),
    ) as Definition;
    expect(diff(before, after).changes.map(({ sentence }) => sentence.da)).toEqual([
      'Tilstanden “I gang” har fået navnet `open.work.inHand` (før: `open.work.going`) og er ellers den samme.',
    ]);
  });

  test('may be an end of the case', () => {
    const renamed = JSON.parse(
      TEXT.replaceAll('"sent":', '"posted":').replaceAll('"target":"sent"', '"target":"posted"'),
    ) as Definition;
    expect(diff(JSON.parse(TEXT) as Definition, renamed)).toMatchObject({
      changes: [{ kind: 'renamed', path: '/machine/states/posted', before: 'sent', after: 'posted' }],
      affected: { states: ['posted', 'sent'] },
    });
  });

  test('may have another title too, which is said besides', () => {
    const after = replaced('"SEND_CARD"', '"POST_CARD"');
    after.tasks.POST_CARD!.title = { da: 'Læg kortet i posten' };
    expect(sentences(after)).toEqual([
      'Opgaven “Send kortet” har fået navnet `POST_CARD` (før: `SEND_CARD`) og er ellers den samme.',
      'Opgaven “Læg kortet i posten”: titlen ændres fra “Send kortet” til “Læg kortet i posten”.',
      'Opgaven “Læg kortet i posten”: titlen på engelsk fjernes (før: “Send the card”).',
    ]);
  });

  test('reaches what it was called and what it is called', () => {
    const after = replaced('"SEND_CARD"', '"POST_CARD"');
    expect(diff(JSON.parse(TEXT) as Definition, after).affected.tasks).toEqual(['POST_CARD', 'SEND_CARD']);
  });
});

describe('is not taken for renamed', () => {
  test('what is not the same otherwise', () => {
    const after = replaced('"SEND_CARD"', '"POST_CARD"');
    after.tasks.POST_CARD!.role = 'teamLeader';
    expect(sentences(after)).toContain('Opgaven “Send kortet” fjernes.');
  });

  test('what could be either of two', () => {
    const after = replaced('"SEND_CARD"', '"POST_CARD"');
    after.tasks.BRING_CARD = after.tasks.POST_CARD!;
    expect(sentences(after)).toContain('Opgaven “Send kortet” fjernes.');
  });

  test('a fact, which the cases do not have under the new name', () => {
    const after = replaced('cardNumber', 'number');
    expect(sentences(after)).toContain('Oplysningen “Kortnummer” fjernes.');
  });
});
