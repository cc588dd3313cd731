import sax from 'sax';
import { RefusedAnswer } from './refused-answer.js';

const CVR_SCOPE = 'urn:dk:gov:saml:cvrnumberidentifier:';

interface Group {
  counts: boolean;
  privileges: string[];
}

/**
 * The privileges of the OIO Basic Privilege Profile that are given for the organisation with this CVR number. A group with constraints gives nothing:
 * what narrows it is not known here. Throws `RefusedAnswer` for what is no such list.
 */
export function readPrivileges(base64: string, cvr: string): string[] {
  const parser = sax.parser(true, { xmlns: true });
  const found: string[] = [];
  let group: Group | null = null;
  let text: string | null = null;
  Object.assign(parser, {
    onerror: refuse,
    ondoctype: refuse,
    onopentag: ({ local, attributes }: sax.QualifiedTag) => {
      const scope = attributes['Scope']?.value.toLowerCase();
      if (local === 'PrivilegeGroup') group = { counts: scope === CVR_SCOPE + cvr, privileges: [] };
      if (local === 'Constraint' && group) group.counts = false;
      if (local === 'Privilege') text = '';
    },
    ontext: (part: string) => {
      if (text !== null) text += part;
    },
    onclosetag: (name: string) => {
      const local = name.replace(/^.*:/, '');
      if (local === 'Privilege' && text !== null) {
        group?.privileges.push(text.trim());
        text = null;
      }
      if (local !== 'PrivilegeGroup' || !group) return;
      if (group.counts) found.push(...group.privileges);
      group = null;
    },
  });
  parser.write(Buffer.from(base64, 'base64').toString('utf8')).close();
  return found;
}

function refuse(): never {
  throw new RefusedAnswer('the list of privileges cannot be read');
}
