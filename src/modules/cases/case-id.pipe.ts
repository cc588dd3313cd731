import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { AppError } from '../../errors.js';

/** A text that is no id is the id of no case (`unknownCase`). */
@Injectable()
export class CaseIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUUID(value)) throw new AppError('unknownCase', { caseId: value });
    return value;
  }
}
