import { NameGuess } from '../../src/machines/name-guess.js';
import { problems } from './expressions/fixture.js';
import { libraryCard, problemsOf, type Source } from './parse/sources.js';

const stepsOf = (source: Source): Source => source.machine.states.open.states.work.states.going.states;

describe('a name that is misspelt', () => {
  it.each<[string, (source: Source) => void, string]>([
    ['a task', (s) => stepsOf(s).checking.meta.tasks.push('RESUMME'), 'RESUME'],
    ['an event', (s) => s.tasks.RESUME.events.push('resumed'), 'RESUMED'],
    ['a fact', (s) => s.facts.required.push('receivedAt'), 'receivedOn'],
    ['a deadline', (s) => (s.tasks.RESUME.deadline = 'decideOn'), 'decideBy'],
    ['a delay', (s) => (stepsOf(s).checking.after = { proofReviews: {} }), 'proofReview'],
    ['an end', (s) => (s.ends.sendt = []), 'sent'],
    ['the target of a transition', (s) => (s.machine.states.open.on.WITHDRAWN = 'withdrawm'), 'withdrawn'],
    ['a state of a rule', (s) => (s.rules[0].first = ['enter(going.cheking)']), 'going.checking'],
    [
      'a property of a fact',
      (s) => (s.facts.properties.place = { type: 'object', properties: { street: {} }, required: ['steet'] }),
      'street',
    ],
  ])('is answered with the one that was probably meant: %s', (_what, change, meant) => {
    const source = libraryCard();
    change(source);
    const asked = problemsOf(source).filter(({ code }) => code.startsWith('unknown'));
    expect(
      asked.map(({ message }) => [message.da.split('. ').at(-1), message.en.split('. ').at(-1)]),
    ).toEqual([[`Mente du ${meant}?`, `Did you mean ${meant}?`]]);
  });

  it.each([
    ['facts.decisionDueOnn == today', 'decisionDueOn'],
    ['has(facts.birthon)', 'birthOn'],
    ['facts.?birthOnn.orValue(today) == today', 'birthOn'],
    ['plus(today, parameters.terms) == today', 'term'],
    ['case.opendOn == today', 'openedOn'],
    ['tody == today', 'today'],
    ['daysBeteen(today, today) > 1', 'daysBetween'],
    ['facts.attempts.exist(a, a.reached)', 'exists'],
    ['happened(CALL_LOGED)', 'CALL_LOGGED'],
  ])('is answered in an expression, too: %s', (expression, meant) => {
    expect(problems(expression, 'bool')[0]!.message.da).toMatch(new RegExp(` Mente du ${meant}\\?$`));
  });

  it('is not answered where no name is near', () => {
    expect(problems('facts.shoeSize == 1', 'bool')[0]!.message.da).not.toMatch('Mente du');
    expect(problems('facts.attempts.exists(a, a.reachd)', 'bool')[0]!.message.da).not.toMatch('Mente du');
  });
});

describe('guessing', () => {
  const message = { da: 'Findes ikke.', en: 'Is not there.' };

  it('takes the nearest name', () => {
    const { en } = new NameGuess().ask(message, 'decided', () => ['decides', 'decidedOn', 'Decided']);
    expect(en).toBe('Is not there. Did you mean Decided?');
  });

  it('compares neither very long names nor very many', () => {
    const guess = new NameGuess();
    const long = 'x'.repeat(61);
    expect(guess.ask(message, long, () => [`${long}x`])).toEqual(message);
    const many = Array.from({ length: 201 }, (_, index) => `name${index}`);
    expect(guess.ask(message, 'name', () => many)).toEqual(message);
  });

  it('ends with the two hundredth name that nobody knows', () => {
    const guess = new NameGuess();
    const ask = () => guess.ask(message, 'decidd', () => ['decided']).en;
    for (let times = 0; times < 200; times += 1) expect(ask()).toMatch('Did you mean decided?');
    expect(ask()).toBe('Is not there.');
  });
});
