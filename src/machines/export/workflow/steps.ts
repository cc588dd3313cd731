import type { Procedure, TaskDefinition, TransitionDefinition } from '../../definition.js';
import { actionInWords } from '../../action-words.js';
import { targetPath, transitionGroups, type TransitionGroup } from '../../labels.js';
import { regionsStartedOver } from '../../started-over.js';
import { stateAt, transitionsOf } from '../../state-tree.js';
import { sendersAt } from '../../senders.js';
import { PHASE_WORDS, startsOverInWords } from '../../wording.js';
import { element, facts, link, list, table, type Content } from './html.js';
import type { Step } from './order.js';
import { deadlineId, stepId, type Writer } from './writer.js';

/** One step: where the case is, what is to be done there and how, and how it goes on. */
export function stepSection(writer: Writer, { path, node, number }: Step): Content {
  const { meta = {} } = node;
  const heading = `h${Math.min(6, number.split('.').length + 2)}`;
  const title = meta.title ? writer.text(meta.title) : path.split('.').at(-1)!;
  const phase = meta.publicPhase && `${writer.word('phase')}: ${writer.plain(PHASE_WORDS[meta.publicPhase])}`;
  return element(
    'section',
    [
      element(heading, `${number} ${title}`),
      phase && element('p', phase, { class: 'phase' }),
      node.type === 'final' && number.indexOf('.') < 0 ? element('p', writer.word('end')) : undefined,
      facts(title, [
        [writer.word('legalBasis'), writer.legalBasis(meta.legalBasis)],
        [
          writer.word('runningDeadlines'),
          list((meta.deadlines ?? []).map((key) => deadlineLink(writer, key))),
        ],
        [writer.word('waiting'), meta.wait && writer.text(meta.wait.reason)],
        [writer.word('childCase'), node.invoke?.src],
        [
          writer.word('sendersHere'),
          list(
            Object.entries(meta.senders ?? {}).map(
              ([event, roles]) =>
                `${eventTitle(writer, event)}: ${writer.plain(writer.labels.senders(roles))}`,
            ),
          ),
        ],
        [writer.word('source'), meta.source],
      ]),
      (meta.tasks ?? []).map((key) => taskTable(writer, key)),
      onward(writer, { path, node, number }),
    ],
    { id: stepId(path) },
  );
}

const deadlineLink = (writer: Writer, key: string): Content =>
  element('a', writer.text(writer.definition.deadlines[key]!.title), { href: `#${deadlineId(key)}` });

function taskTable(writer: Writer, key: string): Content {
  const task = writer.definition.tasks[key]!;
  const { procedure, deadline, source } = task;
  return facts(`${writer.word('task')}: ${writer.text(task.title)}`, [
    ...procedureRows(writer, procedure),
    [writer.word('role'), writer.cell(writer.labels.recipients([task.role]))],
    [writer.word('deadline'), deadline === undefined ? undefined : deadlineLink(writer, deadline)],
    [writer.word('doneBy'), list(task.events.map((event) => eventTitle(writer, event)))],
    [writer.word('checklist'), checklist(writer, task)],
    [
      writer.word('links'),
      list((procedure?.links ?? []).map(({ title, url }) => link(writer.text(title), url))),
    ],
    [writer.word('source'), source],
  ]);
}

function procedureRows(writer: Writer, procedure: Procedure | undefined): [string, Content][] {
  const keys = ['purpose', 'what', 'who', 'when', 'involvement', 'time'] as const;
  return keys.map((key) => [writer.word(key), procedure && writer.text(procedure[key])]);
}

const checklist = (writer: Writer, { checklist = [] }: TaskDefinition): Content =>
  list(
    checklist.map((item) => writer.text(item)),
    { class: 'checklist' },
  );

const eventTitle = (writer: Writer, event: string): string =>
  writer.text(writer.definition.events[event]!.title);

function onward(writer: Writer, { path, node }: Step): Content {
  const rows = transitionGroups(node).flatMap((group) =>
    transitionsOf(group.transitions).map((transition) => transitionRow(writer, path, group, transition)),
  );
  const columns = (['event', 'sender', 'condition', 'next', 'actions'] as const).map((word) =>
    writer.word(word),
  );
  return table(writer.word('onward'), columns, rows);
}

function transitionRow(
  writer: Writer,
  path: string,
  group: TransitionGroup,
  transition: TransitionDefinition,
): Content[] {
  const { target, guard, actions = [] } = transition;
  const roles = group.kind === 'on' ? sendersAt(writer.definition, group.name, [path]) : [];
  return [
    trigger(writer, group),
    roles.length === 0 ? writer.word('engine') : writer.cell(writer.labels.recipients(roles)),
    writer.condition(guard),
    target === undefined ? writer.word('stays') : nextStep(writer, path, target, transition),
    list(actions.map((action) => writer.rich(actionInWords(action, writer.labels)))),
  ];
}

/** Where it leads, and which regions lose their place by it. */
function nextStep(writer: Writer, path: string, target: string, transition: TransitionDefinition): Content {
  const { machine } = writer.definition;
  const regions = regionsStartedOver(machine, path, transition).map((region) => {
    const title = stateAt(machine, region)?.meta?.title;
    return title ? writer.text(title) : region;
  });
  const link = stepLink(writer, targetPath(path, target));
  return regions.length === 0 ? link : [link, ` (${writer.plain(startsOverInWords(regions))})`];
}

/** A history state is no step of its own: it leads to where the case was in the state around it. */
function stepLink(writer: Writer, path: string): Content {
  const remembered = stateAt(writer.definition.machine, path)?.type === 'history';
  const step = remembered ? path.split('.').slice(0, -1).join('.') : path;
  const label = element('a', writer.plain(writer.labels.state(step)), { href: `#${stepId(step)}` });
  return remembered ? [label, ` ${writer.word('whereItWas')}`] : label;
}

function trigger(writer: Writer, { kind, name }: TransitionGroup): Content {
  const { deadlines, delays } = writer.definition;
  switch (kind) {
    case 'on':
      return eventTitle(writer, name);
    case 'after': {
      const { title } = Object.hasOwn(deadlines, name) ? deadlines[name]! : delays[name]!;
      return title ? writer.text(title) : name;
    }
    case 'always':
      return writer.word('automatic');
    case 'onDone':
      return writer.word('whenDone');
    default:
      return writer.word('childEnds');
  }
}
