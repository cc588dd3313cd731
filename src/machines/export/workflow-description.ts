import type { Language } from '../date-text.js';
import type { Definition } from '../definition.js';
import { lengthInWords } from '../wording.js';
import { escaped } from './markup.js';
import { element, facts, markupOf, type Content } from './workflow/html.js';
import { stepsOf } from './workflow/order.js';
import { stepSection } from './workflow/steps.js';
import { STYLE } from './workflow/style.js';
import {
  deadlinesSection,
  delaysSection,
  lettersSection,
  parametersSection,
  rolesSection,
  rulesSection,
  section,
} from './workflow/tables.js';
import { Writer } from './workflow/writer.js';

/**
 * The definition as a workflow description to print: one HTML document that fetches nothing and runs nothing. The steps come in the order of the
 * case, each task in the common format of purpose, action, involvement and time; law is linked to, not quoted (S3-4.0). Values that no
 * source fixes are marked as awaiting confirmation.
 */
export function toWorkflowDescription(definition: Definition, language: Language): string {
  const writer = new Writer(definition, language);
  const title = `${writer.word('heading')}: ${writer.text(definition.title)}`;
  const body: Content = [
    element('header', [element('h1', title), about(writer)]),
    element('main', [
      section(
        writer.word('steps'),
        stepsOf(definition.machine).map((step) => stepSection(writer, step)),
      ),
      deadlinesSection(writer),
      delaysSection(writer),
      lettersSection(writer),
      rolesSection(writer),
      parametersSection(writer),
      rulesSection(writer),
    ]),
  ];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${markupOf(body)}</body>
</html>
`;
}

function about(writer: Writer): Content {
  const { definition } = writer;
  return facts(writer.word('about'), [
    [writer.word('description'), definition.description && writer.text(definition.description)],
    [writer.word('owner'), definition.owner],
    [writer.word('review'), writer.cell(lengthInWords(definition.reviewEvery))],
    [writer.word('legalBasis'), writer.legalBasis(definition.legalBasis)],
    [writer.word('caseType'), writer.code(definition.caseType)],
  ]);
}
