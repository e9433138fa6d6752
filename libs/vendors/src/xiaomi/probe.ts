// Tries a credential by asking for today's quota. The answer shows a wrong AppSecret (sheet, 1.3: GET /v1/trace/quota/get).
import { askOnce, probeOf } from '../shared/access/ask-once';
import { parse } from '../shared/text/json';
import type { Connection, Probe } from '../vendor';
import { codeIn } from './answer';
import type { XiaomiCredential, XiaomiSettings } from './credential';

const NOT_THIS_SECRET = {
  field: '/appSecret',
  says: 'Xiaomi does not know this AppSecret. It is not the AppKey and not the AppID of the same page.',
};
/** The secret is right; the request was not allowed or came too soon. */
const FINE = [10027, 10038, 10039];
const CODES = {
  wrong: new Map([21301, 21302].map((code) => [code, NOT_THIS_SECRET])),
  unknown: new Map<number, string>(),
};

export const probe = (
  { credential, endpoints }: Connection<XiaomiCredential, XiaomiSettings>,
  deadlineMs: number,
): Promise<Probe> => {
  const headers = { authorization: `key=${credential.appSecret}`, accept: 'application/json' };
  return askOnce(
    'Xiaomi',
    endpoints['api'],
    (origin) => origin.exchange({ method: 'GET', path: '/v1/trace/quota/get', headers }, deadlineMs),
    ({ body }) => {
      const answer = parse(body);
      return judge(answer && codeIn(answer));
    },
  );
};

export const judge = (code: number | undefined): Probe =>
  probeOf('Xiaomi', code !== undefined && FINE.includes(code) ? 0 : code, CODES);
