// Reads the JSON body of a request: at most 256 kB, UTF-8, no compression. It is read only after the guard has accepted the caller. The
// rules for events hold for requests too.
import { parseJson, pointerPart } from '@offline-push/contracts';
import type { IncomingMessage } from 'node:http';
import { HttpProblem, invalid } from '../problem';

const MAX_BODY_BYTES = 256 * 1024;

const JSON_TYPE = /^application\/([a-z0-9.-]+\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i;

export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBody(request, MAX_BODY_BYTES);
  if (bytes.length > 0) demandPlainJson(request);
  const parsed = parseJson(bytes);
  if (!parsed.ok) throw invalid(parsed.problems, 'body');
  const pointer = prototypeKeyIn(parsed.event);
  if (pointer !== undefined) throw invalid([{ pointer, rule: 'must not be a name of a field' }], 'body');
  return parsed.event;
}

function demandPlainJson({ headers }: IncomingMessage): void {
  if (!JSON_TYPE.test(headers['content-type'] ?? ''))
    throw new HttpProblem(415, 'unsupported-media-type', 'The body must be application/json in UTF-8.');
  if (!/^(identity)?$/i.test(headers['content-encoding'] ?? ''))
    throw new HttpProblem(415, 'unsupported-encoding', 'The body must not be compressed.');
}

/** Throws 413 for more than `maxBytes`, 400 if the caller hangs up. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    // The caller hung up, and reads no answer.
    throw new HttpProblem(400, 'incomplete-body', 'The body ended early.');
  }
  return Buffer.concat(chunks, length);
}

/** The rest of the body is not read, so the connection cannot carry another request. */
const tooLarge = (maxBytes: number): HttpProblem =>
  new HttpProblem(413, 'body-too-large', `The body must have at most ${maxBytes} bytes.`, [], {
    connection: 'close',
  });

/** Finds `__proto__`: JSON.parse makes it an own key, and a later Object.assign would change a prototype. parseJson bounds the depth. */
function prototypeKeyIn(value: unknown, at = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, '__proto__')) return `${at}/__proto__`;
  for (const [name, inner] of Object.entries(value)) {
    const found = prototypeKeyIn(inner, `${at}/${pointerPart(name)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
