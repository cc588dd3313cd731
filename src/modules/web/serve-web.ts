import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

const BUILD = fileURLToPath(new URL('../../../dist/web', import.meta.url));
/** Addresses of the server itself: what is unknown among them is an error, never the app's page. */
const SERVER = /^\/(api|health|metrics)(\/|$)/;
const LAST_SEGMENT_IS_FILE = /\.[a-z0-9]{2,5}$/i;
const ONE_YEAR_SECONDS = 31_536_000;

/** The folder of the built web app; undefined until `npm run build` has made it. */
export function findWebBuild(): string | undefined {
  return existsSync(join(BUILD, 'index.html')) ? BUILD : undefined;
}

/**
 * Serves the built web app: its files as they are, compressed where the browser understands it, and its one page for every address that the
 * app's own router knows. Files under `assets/` carry their hash in the name and may be kept for ever; the page is asked for anew each
 * time. Call it before `init`.
 */
export async function serveWeb(app: NestFastifyApplication, directory: string): Promise<void> {
  const assets = join(directory, 'assets', sep);
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    index: false,
    cacheControl: false,
    // The build has put a `.br` and a `.gz` beside each text file; they are no addresses of their own.
    preCompressed: true,
    globIgnore: ['**/*.br', '**/*.gz'],
    setHeaders: (response, path) => {
      response.setHeader('vary', 'accept-encoding');
      const kept = path.startsWith(assets);
      response.setHeader(
        'cache-control',
        kept ? `public, max-age=${ONE_YEAR_SECONDS}, immutable` : 'no-cache',
      );
    },
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/', page);
  fastify.get('/*', page);
}

function page(request: FastifyRequest, reply: FastifyReply): FastifyReply | void {
  // What a page is asked for, such as `?action=case.event`, makes no file of its address.
  const [path = ''] = request.url.split('?');
  if (SERVER.test(path) || LAST_SEGMENT_IS_FILE.test(path)) return reply.callNotFound();
  return reply.sendFile('index.html');
}
