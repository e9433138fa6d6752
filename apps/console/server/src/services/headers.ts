// Which headers are passed on, in both directions. What is not named stays here: cookies, credentials, who is acting, hop by hop. Pure.
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

const FROM_BROWSER = [
  'accept',
  'accept-language',
  'content-encoding',
  'content-length',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'last-event-id',
  'traceparent',
];

const FROM_SERVICE = [
  'allow',
  'cache-control',
  'content-disposition',
  'content-language',
  'content-length',
  'content-type',
  'etag',
  'last-modified',
  'link',
  'location',
  'retry-after',
  'vary',
  'x-accel-buffering',
];

const only = (headers: IncomingHttpHeaders, names: readonly string[]): OutgoingHttpHeaders =>
  Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));

export const toService = (headers: IncomingHttpHeaders): OutgoingHttpHeaders => only(headers, FROM_BROWSER);

export const toBrowser = (headers: IncomingHttpHeaders): OutgoingHttpHeaders => only(headers, FROM_SERVICE);
