// Remembers the request that a vendor judges at the moment, so that a notification can be shown with the request that brought it. What is secret in
// it is masked.
import type { FakeCall, FakeHost, FakeRequest } from '@offline-push/vendor-fakes';
import type { RawRequest } from './phone';

const MAX_BODY = 16_384;
const MASK = '••••';
const SECRET_HEADER =
  /^(authorization|authtoken|auth_token|cookie|proxy-authorization|x-.*(token|secret|key))$/i;
const UNTOLD = /^(:|connection$|accept|user-agent$|host$|transfer-encoding$)/;
const NONE: RawRequest = { method: '', path: '', headers: {}, body: '' };

export class LastPush {
  private last: { vendor: string; request: FakeRequest; call: FakeCall } | undefined;

  constructor(host: FakeHost) {
    host.onPush = (vendor, request, call) => (this.last = { vendor, request, call });
  }

  about(vendor: string, token: string): { raw: RawRequest; ttlMs: number | undefined } {
    if (this.last?.vendor !== vendor) return { raw: NONE, ttlMs: undefined };
    const { request, call } = this.last;
    const ttlMs = call.messages.find(({ tokens }) => tokens.includes(token))?.ttlMs;
    return { raw: rawOf(request, call.credential), ttlMs };
  }
}

function rawOf({ method, path, query, headers, body }: FakeRequest, secret: string | undefined): RawRequest {
  const masked = (text: string): string =>
    secret === undefined || secret === '' ? text : text.replaceAll(secret, MASK);
  const told = Object.entries(headers).filter(([name]) => !UNTOLD.test(name));
  return {
    method,
    path: masked(query === '' ? path : `${path}?${query}`),
    headers: Object.fromEntries(
      told.map(([name, value]) => [
        name,
        SECRET_HEADER.test(name) ? MASK : masked([value].flat().join(', ')),
      ]),
    ),
    body: masked(textOf(body)).slice(0, MAX_BODY),
  };
}

function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return body.toString('base64');
  }
}
