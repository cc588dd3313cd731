import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { AppError, type ErrorCode } from '../../errors.js';

abstract class IdPipe implements PipeTransform<string, string> {
  protected abstract readonly code: ErrorCode;

  transform(value: string): string {
    if (!isUUID(value)) throw new AppError(this.code, { id: value });
    return value;
  }
}

/** A text that is no id is the id of no draft (`unknownDraft`). */
@Injectable()
export class DraftIdPipe extends IdPipe {
  protected readonly code = 'unknownDraft';
}

@Injectable()
export class RehearsalIdPipe extends IdPipe {
  protected readonly code = 'unknownRehearsal';
}

@Injectable()
export class MigrationIdPipe extends IdPipe {
  protected readonly code = 'unknownMigration';
}
