// Calls Meizu: one signed form per request over keep-alive connections. There is no access token.
import { HttpOrigin } from '../shared/http/http';
import { systemMs } from '../shared/http/system-ms';
import type { Begin, Connection, Endpoints, VendorCall, VendorClient } from '../vendor';
import type { MeizuCredential, MeizuSettings } from './credential';
import type { MeizuRequest } from './plan';
import { signedForm } from './sign';
import { verdictsOf } from './verdicts';

export const PREFIX = '/garcia/api/server';
const PUSH_PATH = `${PREFIX}/push/varnished/pushByPushId`;
const HEADERS = {
  'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
  accept: 'application/json',
};

export function open(
  { credential, settings, endpoints, nowMs = systemMs }: Connection<MeizuCredential, MeizuSettings>,
  connections: number,
): VendorClient<MeizuRequest> {
  const origin = new HttpOrigin(hostOf(settings, endpoints), connections);
  return {
    async send({ request, deliveries }: VendorCall<MeizuRequest>, deadlineMs: number, begin?: Begin) {
      const body = signedForm(request.fields, credential.appSecret);
      const exchange = await origin.exchange(
        { method: 'POST', path: PUSH_PATH, headers: HEADERS, body },
        deadlineMs,
        begin?.withinMs,
      );
      const tokens = deliveries.map((delivery) => delivery.token);
      return { verdicts: verdictsOf(exchange, tokens, nowMs()) };
    },
    close: () => origin.close(),
  };
}

export const hostOf = ({ region }: MeizuSettings, endpoints: Endpoints): string =>
  endpoints[region === 'overseas' ? 'overseas' : 'api'] ?? '';
