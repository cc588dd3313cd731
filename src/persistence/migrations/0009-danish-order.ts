import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A database may have any locale: under C, Å stands before Æ and `lower` knows no Ø. So order and folding are the product's own.
 * The order is a Danish dictionary's, in which aa is å, and numbers go by their size. No index depends on it, so a server with
 * another version of ICU needs nothing done.
 */
const ORDER = `
  create collation danish (provider = icu, locale = 'da-u-kn-true');
  alter table users alter column name type text collate danish;
  alter table teams alter column name type text collate danish;
  alter table citizens alter column name type text collate danish;
`;

/** Kept equal to `web/src/ui/folded.ts` by a test. Names of plain letters, which most are, take the short way. */
const FOLDED = `
  create function folded(value text) returns text language sql immutable strict parallel safe
  return replace(
    case when octet_length(value) = length(value) then lower(value)
    else regexp_replace(
      normalize(
        replace(replace(replace(lower(normalize(value, nfkc) collate danish), 'å', 'aa'), 'ä', 'æ'), 'ö', 'ø'),
        nfd),
      '[\\u0300-\\u036f]', '', 'g')
    end, '-', ' ');
  comment on function folded is
    'What is compared when people search: small letters without accents, aa for å, æ for ä, ø for ö, a space for a hyphen.';
`;

/** Lists are in Danish order, and searches find whatever the case of letters, on a database of any locale. */
export class DanishOrder1770000000009 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ORDER);
    await db.query(FOLDED);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
