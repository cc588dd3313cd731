import { DefaultNamingStrategy } from 'typeorm';

/** `openedSeq` in the entities is `opened_seq` in the tables. */
export class SnakeCaseNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string): string {
    return customName || propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
