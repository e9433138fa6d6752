// The trace id that connects an answer with our log lines: the caller's (W3C), or a random one.
import type { IncomingMessage } from 'node:http';
import { randomBytes } from 'node:crypto';

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;
const drawn = new WeakMap<IncomingMessage, string>();

/** 32 hex digits, the same for the whole request. */
export function traceIdOf(request: IncomingMessage): string {
  const given = TRACEPARENT.exec(String(request.headers['traceparent'] ?? ''))?.[1];
  if (given !== undefined) return given;
  const known = drawn.get(request) ?? randomBytes(16).toString('hex');
  drawn.set(request, known);
  return known;
}
