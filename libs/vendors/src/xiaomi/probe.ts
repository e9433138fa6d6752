// Asks for today's quota: harmless, and it tells a wrong AppSecret from everything else (sheet, 1.3: GET /v1/trace/quota/get).
import { HttpOrigin } from '../shared/http/http';
import { parse } from '../shared/text/json';
import type { Connection, Probe } from '../vendor';
import { codeIn } from './answer';
import type { XiaomiCredential, XiaomiSettings } from './credential';

/** The secret is fine, the question was not allowed or came too soon. */
const FINE = [0, 10027, 10038, 10039];
const WRONG_SECRET = [21301, 21302];

export async function probe(
  { credential, endpoints }: Connection<XiaomiCredential, XiaomiSettings>,
  deadlineMs: number,
): Promise<Probe> {
  const origin = new HttpOrigin(endpoints['api'] ?? '', 1);
  try {
    const headers = { authorization: `key=${credential.appSecret}`, accept: 'application/json' };
    const exchange = await origin.exchange(
      { method: 'GET', path: '/v1/trace/quota/get', headers },
      deadlineMs,
    );
    if (exchange.kind === 'no-answer')
      return { result: 'unknown', says: `Xiaomi could not be asked: ${exchange.code}.` };
    const answer = parse(exchange.body);
    return judge(answer && codeIn(answer));
  } finally {
    await origin.close();
  }
}

export function judge(code: number | undefined): Probe {
  if (code === undefined) return { result: 'unknown', says: 'Xiaomi gave no answer that could be read.' };
  if (FINE.includes(code)) return { result: 'good' };
  if (WRONG_SECRET.includes(code)) {
    const says =
      'Xiaomi does not know this AppSecret. It is not the AppKey and not the AppID of the same page.';
    return { result: 'wrong', field: '/appSecret', says };
  }
  return { result: 'unknown', says: `Xiaomi answered with code ${code}.` };
}
