import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { SESSION_COOKIE } from '../auth/session-cookie.js';

/** Serves the OpenAPI document of all controllers at `/api/openapi.json`. Call it before the application is initialised. */
export function serveOpenApi(app: INestApplication): void {
  const description =
    'Every refusal is `application/problem+json` with a `code`; docs/errors.md explains each. Sign in with `POST /api/session`.';
  const document = new DocumentBuilder()
    .setTitle('Sagsgang')
    .setDescription(description)
    .setVersion('1')
    .addCookieAuth(SESSION_COOKIE)
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, document), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: 'api/openapi.json',
  });
}
