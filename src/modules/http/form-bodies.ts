import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../errors.js';

const FORM = 'application/x-www-form-urlencoded';
/** A signed and encrypted assertion has about 20 kB. */
export const MOST_BYTES_OF_A_FORM = 131_072;
const MOST_FIELDS = 10;

/** A route to which pages of other sites send forms: they are read there, also without a session, and nowhere else. */
export const TakesForm = () => RouteConfig({ takesForm: true });

export function takesForm(config: unknown): boolean {
  return (config as { takesForm?: boolean } | undefined)?.takesForm === true;
}

/** Whether the request goes to such a route. */
export const goesToForm = ({ routeOptions }: FastifyRequest): boolean => takesForm(routeOptions.config);

/** Reads forms on the routes that take them; elsewhere they stay what they were: no JSON. */
export function readForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(FORM, { parseAs: 'string' }, async (request: FastifyRequest, body: string) => {
    if (!goesToForm(request)) throw new AppError('unsupportedMediaType');
    const fields = [...new URLSearchParams(body)];
    if (fields.length > MOST_FIELDS) throw new AppError('badRequest', { maxValues: MOST_FIELDS });
    return Object.fromEntries(fields);
  });
}
