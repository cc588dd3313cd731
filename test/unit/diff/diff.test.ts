import { readFileSync } from 'node:fs';
import { diff, type Change } from '../../../src/machines/diff.js';
import type { Definition } from '../../../src/machines/definition.js';
import { parsed } from '../parse/sources.js';

const SOURCE = readFileSync(new URL('../../support/definitions/libraryCard.json', import.meta.url), 'utf8');
const card = (): Definition => parsed(JSON.parse(SOURCE));

/** What is said when the library card is changed like this. */
function changesAfter(change: (definition: Definition) => void): Change[] {
  const after = card();
  change(after);
  return diff(card(), after).changes;
}
const changed = (change: (definition: Definition) => void) => {
  const changes = changesAfter(change);
  return {
    changes,
    da: changes.map(({ sentence }) => sentence.da),
    en: changes.map(({ sentence }) => sentence.en),
  };
};
const da = (change: (definition: Definition) => void) =>
  changesAfter(change).map(({ sentence }) => sentence.da);
const en = (change: (definition: Definition) => void) =>
  changesAfter(change).map(({ sentence }) => sentence.en);

const going = (definition: Definition) =>
  definition.machine.states!.open!.states!.work!.states!.going!.states!;

describe('two versions that are the same', () => {
  test('have no changes, whatever the order of their keys', () => {
    const after = card();
    after.events = Object.fromEntries(Object.entries(after.events).reverse());
    expect(diff(card(), after)).toEqual({
      changes: [],
      affected: { states: [], deadlines: [], tasks: [], events: [] },
    });
  });
});

describe('deadlines', () => {
  test('that change their length say so in words', () => {
    const said = changed((definition) => {
      definition.deadlines.decideBy!.length = 'P15Y6M';
    });
    expect(said.da).toEqual([
      'Fristen “Svar senest” ændres fra “Frist for svar” (4 uger) til 15 år og 6 måneder.',
    ]);
    expect(said.en).toEqual([
      'The deadline “Answer by” changes from “Time to answer” (4 weeks) to 15 years and 6 months.',
    ]);
  });

  test('say in working days what is counted in working days', () => {
    const said = changed((definition) => {
      definition.delays.proofReview = {
        anchor: 'today',
        length: 'P3D',
        counting: 'workingDays',
        roll: 'forward',
      };
    });
    expect(said.da).toEqual([
      'Tidspunktet “proofReview” ændres fra 2 uger til 3 arbejdsdage.',
      'Tidspunktet “proofReview”: optællingen tilføjes: arbejdsdage.',
    ]);
  });

  test('gain and lose reminders', () => {
    const said = changed((definition) => {
      definition.deadlines.decideBy!.reminders!.splice(0, 1, { at: 'P0D', to: ['teamLeader'] });
    });
    expect(said.da).toEqual([
      'Fristen “Svar senest” har ikke længere påmindelsen: 2 arbejdsdage før til sagsbehandleren.',
      'Fristen “Svar senest” får en ny påmindelse: på dagen til teamlederen.',
    ]);
  });

  test('count with a parameter: the parameter bears on them', () => {
    const after = card();
    after.parameters.decisionLength!.value = 'P1W';
    const { changes, affected } = diff(card(), after);
    expect(changes).toMatchObject([
      {
        path: '/parameters/decisionLength/value',
        severity: 'deadline',
        sentence: { da: 'Parameteren “Frist for svar”: værdien ændres fra 4 uger til 1 uge.' },
        before: 'P4W',
        after: 'P1W',
      },
    ]);
    expect(affected).toMatchObject({ deadlines: ['decideBy'], tasks: ['CHECK_IDENTITY'] });
    expect(affected.states).toContain('open');
  });

  test('come and go', () => {
    expect(
      da((definition) => {
        definition.deadlines.extra = {
          title: { da: 'Ekstra' },
          kind: 'internal',
          anchor: 'today',
          length: 'P1M',
        };
        delete definition.delays.proofReview;
      }),
    ).toEqual(['Fristen “Ekstra” tilføjes: 1 måned.', 'Tidspunktet “proofReview” fjernes.']);
  });
});

describe('events', () => {
  test('can be sent by more, and by fewer', () => {
    const said = changed((definition) => {
      definition.events.CARD_SENT!.roles = ['teamLeader'];
    });
    expect(said.da).toEqual([
      'Hændelsen “Kort sendt” kan ikke længere sendes af sagsbehandleren.',
      'Hændelsen “Kort sendt” kan nu også sendes af teamlederen.',
    ]);
  });

  test('ask for other facts', () => {
    expect(
      da((definition) => {
        definition.events.CARD_SENT!.form = ['cardNumber', 'identityProven'];
        delete definition.events.IDENTITY_CHECKED!.required;
      }),
    ).toEqual([
      'Hændelsen “Identitet kontrolleret” kræver ikke længere “Identitet bevist”.',
      'Hændelsen “Kort sendt” spørger nu også om “Identitet bevist”.',
    ]);
  });
});

describe('states and transitions', () => {
  test('come and go', () => {
    expect(
      da((definition) => {
        delete going(definition).awaitingProof;
        going(definition).shelf = { meta: { title: { da: 'På hylden' }, publicPhase: 'hearing' } };
      }),
    ).toEqual([
      'Tilstanden “Afventer bevis” fjernes.',
      'Tilstanden “På hylden” tilføjes: fasen “Partshøring”.',
    ]);
  });

  test('lead elsewhere, on other conditions, and do other things', () => {
    const said = changed((definition) => {
      definition.machine.states!.open!.on!.CARD_SENT = { target: 'withdrawn', guard: 'isSendableDay(today)' };
    });
    expect(said.da).toEqual([
      'Overgangen ved “Kort sendt” fra “Under behandling” går nu til “Trukket tilbage” (før: “Kort sendt”).',
      'Overgangen ved “Kort sendt” fra “Under behandling”: betingelsen er nu, at dagen i dag er en dag, hvor breve kan sendes (før: sagen er i “Kortet kan sendes” og dagen i dag er en dag, hvor breve kan sendes).',
      'Overgangen ved “Kort sendt” fra “Under behandling”: ikke længere sender brevet “Brev med lånerkort” til borgeren.',
    ]);
  });

  test('gain and lose branches, and keep those at both ends', () => {
    const said = changed((definition) => {
      const branches = going(definition).checking!.on!.IDENTITY_CHECKED as object[];
      branches.splice(1, 0, { target: 'awaitingProof', guard: 'facts.identityProven' });
    });
    expect(said.changes).toMatchObject([
      {
        kind: 'added',
        path: '/machine/states/open/states/work/states/going/states/checking/on/IDENTITY_CHECKED/1',
        sentence: {
          en: 'The transition on “Identity checked” from “The identity is checked” to “Waiting for proof” is added when “Identity proven” is yes.',
        },
      },
    ]);
  });

  test('gain and lose conditions', () => {
    expect(
      da((definition) => {
        delete (going(definition).checking!.on!.IDENTITY_CHECKED as { guard?: string }[])[0]!.guard;
        going(definition).awaitingProof!.after!.proofReview = {
          target: 'checking',
          guard: 'facts.identityProven',
        };
      }),
    ).toEqual([
      'Overgangen ved “Identitet kontrolleret” fra “Identiteten kontrolleres” har ikke længere nogen betingelse (før: “Identitet bevist” er ja).',
      'Overgangen til tiden “proofReview” fra “Afventer bevis” sker nu kun, når “Identitet bevist” er ja.',
    ]);
  });

  test('that are only written in another way are said to mean the same', () => {
    const said = changed((definition) => {
      going(definition).awaitingProof!.on!.PROOF_RECEIVED = { target: 'checking' };
    });
    expect(said.changes).toMatchObject([
      { kind: 'rewritten', severity: 'text', sentence: { da: expect.stringContaining('betyder det samme') } },
    ]);
  });

  test('open child cases', () => {
    const invoke = { src: 'refusal', id: 'refusal', onDone: 'decided' };
    const withChild = card();
    going(withChild).checking!.invoke = invoke;
    expect(diff(card(), withChild).changes[0]!.sentence.da).toBe(
      'Tilstanden “Identiteten kontrolleres” åbner nu delsagen “refusal”.',
    );
    expect(diff(withChild, card()).changes[0]!.sentence.en).toBe(
      'The state “The identity is checked” no longer opens the child case “refusal”.',
    );
    const other = structuredClone(withChild);
    going(other).checking!.invoke = { ...invoke, src: 'other', receives: ['cardNumber'], onDone: 'checking' };
    expect(diff(withChild, other).changes.map(({ path }) => path.split('/').at(-1))).toEqual([
      'src',
      '0',
      'target',
    ]);
  });

  test('say from where: automatic, when done, and the root itself', () => {
    expect(
      en((definition) => {
        definition.machine.on = { PAUSED: { actions: [{ type: 'cancelMessages' }] } };
        going(definition).decided!.always = { target: 'checking', guard: 'facts.identityProven' };
        going(definition).decided!.onDone = 'checking';
      }),
    ).toEqual([
      'The automatic transition from “The card can be sent” to “The identity is checked” is added when “Identity proven” is yes.',
      'The transition when “The card can be sent” is done to “The identity is checked” is added.',
      'The transition on “Paused” from “Library card” to the same place is added.',
    ]);
  });

  test('open other tasks, run other deadlines, wait for other reasons, begin elsewhere', () => {
    expect(
      da((definition) => {
        going(definition).decided!.meta!.tasks = ['RESUME'];
        going(definition).awaitingProof!.meta!.wait!.review = 'decideBy';
        definition.machine.states!.open!.meta!.deadlines = [];
        definition.machine.states!.open!.states!.work!.states!.going!.initial = 'decided';
        going(definition).decided!.meta!.publicPhase = 'closed';
      }).toSorted(),
    ).toEqual([
      'Tilstanden “Afventer bevis”: ventegrunden ændres fra “Borgeren skal sende et bevis”, ses på igen “proofReview” til “Borgeren skal sende et bevis”, ses på igen “Svar senest”.',
      'Tilstanden “I gang”: første tilstand ændres fra “Identiteten kontrolleres” til “Kortet kan sendes”.',
      'Tilstanden “Kortet kan sendes” åbner ikke længere opgaven “Send kortet”.',
      'Tilstanden “Kortet kan sendes” åbner nu opgaven “Genoptag sagen, når det er muligt”.',
      'Tilstanden “Kortet kan sendes”: fasen ændres fra “Afgørelse” til “Afsluttet”.',
      'Tilstanden “Under behandling”: fristen “Svar senest” løber ikke længere her.',
    ]);
  });
});

describe('rules', () => {
  test('come first, and say what they demanded and demand', () => {
    const said = changed((definition) => {
      definition.events.PAUSED!.roles.push('admin');
      const [rule] = definition.rules;
      Object.assign(rule!, JSON.parse('{ "then": "enter(sent)", "unless": ["letter(cardLetter)"] }'));
    });
    expect(said.changes[0]).toMatchObject({
      severity: 'rule',
      path: '/rules/0',
      sentence: {
        da: 'Reglen “Kortet sendes først, når identiteten er kontrolleret” kræver nu: tilstanden “Kort sendt” kommer aldrig før hændelsen “Identitet kontrolleret”; efter brevet “Brev med lånerkort” binder reglen ikke længere (før: hændelsen “Kort sendt” kommer aldrig før hændelsen “Identitet kontrolleret”).',
      },
    });
  });

  test('come and go, with the whole rule', () => {
    const rule = card().rules[0]!;
    const after = { ...card(), rules: [{ ...rule, id: 'other' }, rule, rule] };
    expect(diff(card(), after).changes).toMatchObject([
      { kind: 'added', path: '/rules/0', after: { id: 'other', template: 'precedence' } },
      { kind: 'added', path: '/rules/2', after: rule },
    ]);
    expect(diff(after, card()).changes).toMatchObject([
      { kind: 'removed', path: '/rules/0', before: { id: 'other' } },
      { kind: 'removed', path: '/rules/2', before: rule },
    ]);
  });

  test('in another order are the same rules', () => {
    const rule = card().rules[0]!;
    const before = { ...card(), rules: [rule, { ...rule, id: 'other' }] };
    expect(diff(before, { ...before, rules: before.rules.toReversed() }).changes).toMatchObject([
      { kind: 'reordered', path: '/rules', severity: 'text' },
    ]);
  });
});

describe('facts, ends, tasks, letters and texts', () => {
  test('facts change type, choices and what is required', () => {
    expect(
      da((definition) => {
        const { properties } = definition.facts;
        properties.identityProven!.type = 'string';
        properties.proofs!.items!.properties!.kind!.enum!.push('video');
        properties.proofs!.items!.properties!.kind!.labels!.video = { da: 'Video' };
        properties.proofs!.items!.required = ['kind'];
        properties.note = { type: 'string', format: 'date' };
        definition.facts.required!.push('note');
      }),
    ).toEqual([
      'Oplysningen “Identitet bevist”: typen ændres fra ja/nej til tekst.',
      'Oplysningen “Beviser”: feltet “kind” kan nu også være “Video”.',
      'Oplysningen “Beviser”: feltet “kind” kræves nu.',
      'Oplysningen “note” tilføjes: dato.',
      'Oplysningen “note” kræves nu for at åbne en sag.',
      'Oplysningen “Beviser”: feltet “kind”: navnet på “video” tilføjes.',
    ]);
  });

  test('ends hand over other facts, and come and go', () => {
    const said = changed((definition) => {
      definition.ends.sent = ['receivedOn'];
      definition.ends.lost = [];
      delete definition.ends.withdrawn;
    });
    expect(said.changes.map(({ path, sentence }) => [path, sentence.da])).toEqual([
      ['/ends/withdrawn', 'Udfaldet “Trukket tilbage” fjernes.'],
      ['/ends/sent/0', 'Udfaldet “Kort sendt” giver ikke længere “Kortnummer” videre.'],
      ['/ends/sent/0', 'Udfaldet “Kort sendt” giver nu “Modtaget” videre.'],
      ['/ends/lost', 'Udfaldet “lost” tilføjes.'],
    ]);
  });

  test('tasks change hands, checklist, procedure and events', () => {
    expect(
      da((definition) => {
        const task = definition.tasks.CHECK_IDENTITY!;
        task.role = 'teamLeader';
        delete task.deadline;
        task.events = ['PROOF_RECEIVED'];
        task.checklist = [{ da: 'Passet gælder' }];
        const text = { da: 'Tekst' };
        task.procedure = { purpose: text, what: text, who: text, when: text, involvement: text, time: text };
        definition.tasks.EXTRA = { title: { da: 'Ring {today} {{' }, role: 'caseworker', events: [] };
      }).filter((sentence) => !sentence.includes('tilføjes: “Tekst”')),
    ).toEqual([
      'Opgaven “Kontrollér identitet”: fristen fjernes (før: “Svar senest”).',
      'Opgaven “Kontrollér identitet”: rollen ændres fra sagsbehandleren til teamlederen.',
      'Opgaven “Kontrollér identitet” kan ikke længere løses med “Identitet kontrolleret”.',
      'Opgaven “Kontrollér identitet” kan nu også løses med “Bevis modtaget”.',
      'Opgaven “Ring … {” tilføjes: for sagsbehandleren.',
      'Opgaven “Kontrollér identitet”: tjeklisten har ikke længere punktet “Billedet ligner”.',
      'Opgaven “Kontrollér identitet”: tjeklisten får punktet “Passet gælder”.',
    ]);
  });

  test('letters, explanations, titles, owner and legal basis', () => {
    expect(
      da((definition) => {
        definition.letters.cardLetter!.contents!.push({ da: 'Gebyrer' });
        definition.title = { da: 'Kort', en: 'Card' };
        definition.owner = 'En anden';
        definition.reviewEvery = 'P6M';
        definition.legalBasis.push({ ref: 'Lov § 1', url: 'https://example.org' });
        Object.values(definition.reasons)[0]!.text.en = 'Not yet.';
        definition.letters.second = { title: { da: 'Andet brev' }, template: 'two' };
      }),
    ).toEqual([
      'Brevet “Brev med lånerkort” skal nu indeholde “Gebyrer”.',
      'Brevet “Andet brev” tilføjes.',
      'Sagstypen “Kort”: titlen ændres fra “Lånerkort” til “Kort”.',
      'Sagstypen “Kort”: titlen på engelsk ændres fra “Library card” til “Card”.',
      'Sagstypen “Kort”: tovholderen ændres fra “Bibliotekets borgerservice” til “En anden”.',
      'Sagstypen “Kort”: tiden mellem gennemgange ændres fra 1 år til 6 måneder.',
      'Sagstypen “Kort”: retsgrundlaget får “Lov § 1 (https://example.org)”.',
      'Forklaringen på `active("open.work.going.decided")`: teksten på engelsk ændres fra “The identity has not been checked yet.” til “Not yet.”.',
    ]);
  });

  test('a list in another order is a change of one sentence', () => {
    const said = changed((definition) => definition.events.PAUSED!.roles.reverse());
    expect(said.da).toEqual(['Hændelsen “Sat i bero”: afsenderne får en anden rækkefølge.']);
  });
});
