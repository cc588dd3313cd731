import { ValidateIf } from 'class-validator';

/** The field may be left out. `null` is not left out: it is checked as any other value (unlike with `IsOptional`). */
export const Optional = (): PropertyDecorator => ValidateIf((_dto, value) => value !== undefined);
