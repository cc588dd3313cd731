import { Heading } from '@navikt/ds-react';
import { RULE_TEMPLATES, templateSentence, type RuleTemplate } from '../../../src/machines/index.js';
import { useTexts, useWords } from '../ui/language.js';
import { rulesTexts } from './rules-texts.js';

/** Where the page explains a template. */
export const templateId = (template: RuleTemplate): string => `template-${template}`;

/** What each template demands, those first that the definition uses. */
export function Catalogue({ used }: { used: ReadonlySet<RuleTemplate> }) {
  const texts = useTexts(rulesTexts).catalogue;
  const words = useWords();
  const sorted = [...RULE_TEMPLATES].sort((a, b) => Number(used.has(b)) - Number(used.has(a)));
  return (
    <section aria-labelledby="templates">
      <Heading level="2" size="small" id="templates">
        {texts.title}
      </Heading>
      <p className="rules-lead">{texts.lead}</p>
      <dl className="catalogue">
        {sorted.map((template) => (
          <div key={template} id={templateId(template)} tabIndex={-1}>
            <dt>
              {texts.names[template]} <code>{template}</code>
            </dt>
            <dd>{words(templateSentence(template))}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
