// Calls Xiaomi: one form with one fixed header per request. There is no access token.
import { HttpOrigin } from '../shared/http/http';
import { systemMs } from '../shared/http/system-ms';
import type { Begin, Connection, VendorCall, VendorClient } from '../vendor';
import type { XiaomiCredential, XiaomiSettings } from './credential';
import type { XiaomiRequest } from './request';
import { verdictsOf } from './verdicts';

export function open(
  { credential, settings, endpoints, nowMs = systemMs }: Connection<XiaomiCredential, XiaomiSettings>,
  connections: number,
): VendorClient<XiaomiRequest> {
  const origin = new HttpOrigin(endpoints['api'] ?? '', connections);
  const headers = {
    authorization: `key=${credential.appSecret}`,
    'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    accept: 'application/json',
  };
  return {
    async send({ request, deliveries }: VendorCall<XiaomiRequest>, deadlineMs: number, begin?: Begin) {
      const { path, body, messages, channel } = request;
      const exchange = await origin.exchange(
        { method: 'POST', path, headers, body },
        deadlineMs,
        begin?.withinMs,
      );
      const tokens = deliveries.map((delivery) => delivery.token);
      const isUsualChannel = channel === settings.channelId;
      return { verdicts: verdictsOf(exchange, { tokens, messages, channel, isUsualChannel }, nowMs()) };
    },
    close: () => origin.close(),
  };
}
