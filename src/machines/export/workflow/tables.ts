import type { DeadlineDefinition, Moment } from '../../definition.js';
import { metByInWords, ruleSentence } from '../../rule-words.js';
import { DEADLINE_KIND_WORDS, reminderInWords, valueInWords } from '../../wording.js';
import { element, list, table, type Content } from './html.js';
import { deadlineId, type Writer } from './writer.js';

/** A section with a heading, or nothing when there is nothing under it. */
export const section = (heading: string, content: Content): Content =>
  content === undefined ? undefined : element('section', [element('h2', heading), content]);

export function deadlinesSection(writer: Writer): Content {
  const columns = (
    ['deadline', 'length', 'countedFrom', 'kind', 'metBy', 'legalBasis', 'reminders', 'source'] as const
  ).map((word) => writer.word(word));
  const rows = Object.entries(writer.definition.deadlines).map(([key, deadline]) => [
    element('span', writer.text(deadline.title), { id: deadlineId(key) }),
    length(writer, deadline),
    writer.moment(deadline),
    writer.cell(DEADLINE_KIND_WORDS[deadline.kind]),
    deadline.metBy && writer.rich(metByInWords(deadline.metBy, writer.labels)),
    writer.legalBasis(deadline.legalBasis),
    reminders(writer, deadline),
    sourced(writer, deadline),
  ]);
  return section(writer.word('deadlines'), table(writer.word('deadlines'), columns, rows));
}

const length = (writer: Writer, moment: Moment): Content =>
  moment.length === undefined ? undefined : writer.cell(writer.labels.length(moment.length, moment));

function reminders(writer: Writer, { reminders = [] }: DeadlineDefinition): Content {
  return list(reminders.map((rung) => writer.cell(reminderInWords(rung, writer.labels.definition.roles))));
}

const sourced = (writer: Writer, { source, mark }: Pick<DeadlineDefinition, 'source' | 'mark'>): Content => [
  source,
  mark && [' ', writer.mark(mark)],
];

export function delaysSection(writer: Writer): Content {
  const columns = (['delays', 'length', 'countedFrom', 'source'] as const).map((word) => writer.word(word));
  const rows = Object.entries(writer.definition.delays).map(([key, delay]) => [
    delay.title ? writer.text(delay.title) : key,
    length(writer, delay),
    writer.moment(delay),
    sourced(writer, delay),
  ]);
  return section(writer.word('delays'), table(writer.word('delays'), columns, rows));
}

export function lettersSection(writer: Writer): Content {
  const columns = (['letter', 'template', 'contents', 'source'] as const).map((word) => writer.word(word));
  const rows = Object.values(writer.definition.letters).map(({ title, template, contents = [], source }) => [
    writer.text(title),
    template,
    list(
      contents.map((item) => writer.text(item)),
      { class: 'checklist' },
    ),
    source,
  ]);
  return section(writer.word('letters'), table(writer.word('letters'), columns, rows));
}

/** The roles besides the four that every house has. */
export function rolesSection(writer: Writer): Content {
  const columns = (['roles', 'rights'] as const).map((word) => writer.word(word));
  const rows = Object.values(writer.definition.roles ?? {}).map(({ title, rights }) => [
    writer.text(title),
    writer.cell(writer.labels.recipients([rights])),
  ]);
  return section(writer.word('roles'), table(writer.word('roles'), columns, rows));
}

export function parametersSection(writer: Writer): Content {
  const columns = (['parameter', 'value', 'source', 'status'] as const).map((word) => writer.word(word));
  const rows = Object.values(writer.definition.parameters).map((parameter) => [
    writer.text(parameter.title),
    writer.plain(valueInWords(parameter.value)),
    parameter.source,
    writer.mark(parameter.mark) ?? writer.word('confirmed'),
  ]);
  return section(writer.word('parameters'), table(writer.word('parameters'), columns, rows));
}

export function rulesSection(writer: Writer): Content {
  const columns = (['rule', 'demand', 'source'] as const).map((word) => writer.word(word));
  const rows = writer.definition.rules.map((rule) => [
    writer.text(rule.title),
    writer.rich(ruleSentence(rule, writer.labels)),
    rule.source,
  ]);
  return section(writer.word('rules'), table(writer.word('rules'), columns, rows));
}
