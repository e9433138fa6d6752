// Whether a request comes from our own pages: another site can make a browser send it, but not lie about where it comes from. Pure.
import { HttpProblem } from '@offline-push/service-kit';
import type { IncomingHttpHeaders } from 'node:http';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];
export const isSafe = (method: string | undefined): boolean => SAFE.includes(method ?? '');

export interface Origins {
  /** What browsers see; undefined: this machine, at whatever port. */
  readonly publicOrigin: string | undefined;
}

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;

/** On one machine alone: a name that leads to 127.0.0.1 makes another site's page one of ours (DNS rebinding). */
export const isOurHost = (host: string | undefined, { publicOrigin }: Origins): boolean =>
  publicOrigin !== undefined || LOOPBACK.test(host ?? '');

/** Throws for what changes something and does not come from one of our pages. */
export function demandOrigin(
  method: string | undefined,
  headers: IncomingHttpHeaders,
  origins: Origins,
): void {
  if (isSafe(method)) return;
  const site = headers['sec-fetch-site'];
  const own = origins.publicOrigin ?? `http://${headers.host ?? ''}`;
  if (headers.origin === own && (site === undefined || site === 'same-origin')) return;
  throw new HttpProblem(
    403,
    'wrong-origin',
    headers.origin === undefined
      ? 'What changes something must say its Origin. Programs call the services themselves, with a key.'
      : 'This did not come from a page of this console.',
  );
}
