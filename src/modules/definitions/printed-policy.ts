import { createHash } from 'node:crypto';
import { STYLE } from '../../machines/export/workflow/style.js';

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** The content policy of a workflow description: a document of its own that brings its style along, fetches nothing and runs nothing. */
export const PRINTED_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(';');
