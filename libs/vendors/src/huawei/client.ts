// The call to Huawei. A refused access token is fetched anew and the push sent once more, inside one send: it was not taken.
import { type Exchange, HttpOrigin } from '../shared/http';
import type { AccessToken, Connection, Verdict, VendorCall, VendorClient } from '../vendor';
import { RECEIPT_ADDRESS_WRONG } from './codes';
import { apiOf, clientIdOf, type HuaweiCredential, type HuaweiSettings } from './credential';
import { parse } from './json';
import { type Login, LoginFailed, loginOf } from './login';
import { bodyOf, headersOf, type HuaweiRequest, pathOf, withoutReceipt } from './request';
import { codeIn, isLoginRefused, verdictsOf } from './verdicts';

/** A thousand tokens named as bad, each of 240 characters. */
const MAX_ANSWER_BYTES = 262_144;

export type HuaweiConnection = Connection<HuaweiCredential, HuaweiSettings>;

export function open(connection: HuaweiConnection, connections: number): VendorClient<HuaweiRequest> {
  const origin = new HttpOrigin(connection.endpoints['api'] ?? '', connections, undefined, MAX_ANSWER_BYTES);
  const login = loginOf(connection);
  const path = pathOf(apiOf(connection.settings), idInPath(connection));
  return {
    send: (call, deadlineMs) => send(call, { origin, login, path }, Date.now() + deadlineMs),
    async close() {
      await Promise.all([origin.close(), login.close()]);
    },
  };
}

/** v1 has the client's id in its path, v2 and v3 the project's; the service account knows its own. */
export function idInPath({ credential, settings }: HuaweiConnection): string {
  const { serviceAccount } = credential;
  switch (apiOf(settings)) {
    case 'v1':
      return clientIdOf(settings);
    case 'v2':
      return settings.projectId ?? '';
    case 'v3':
      return serviceAccount?.project_id ?? settings.projectId ?? '';
  }
}

interface Way {
  readonly origin: HttpOrigin;
  readonly login: Login;
  readonly path: string;
}

async function send(
  { request, deliveries }: VendorCall<HuaweiRequest>,
  way: Way,
  endsAtMs: number,
): Promise<Verdict[]> {
  const tokens = deliveries.map((delivery) => delivery.token);
  const answer = await exchange(request, way, endsAtMs);
  if ('verdict' in answer) return tokens.map(() => answer.verdict);
  const plain = isReceiptAddressWrong(answer) ? withoutReceipt(request) : undefined;
  const last = plain === undefined ? answer : await exchange(plain, way, endsAtMs);
  return 'verdict' in last ? tokens.map(() => last.verdict) : verdictsOf(last, tokens);
}

/** Huawei takes no push whose receipts have nowhere to go (sheet, 4.2): better a push without receipt than none. */
const isReceiptAddressWrong = (answer: Exchange): boolean =>
  answer.kind === 'answered' && codeIn(parse(answer.body)) === RECEIPT_ADDRESS_WRONG;

type Answer = Exchange | { readonly verdict: Verdict };

async function exchange(
  request: HuaweiRequest,
  { origin, login, path }: Way,
  endsAtMs: number,
): Promise<Answer> {
  const body = bodyOf(request);
  const post = ({ token }: AccessToken): Promise<Exchange> => {
    const headers = { ...headersOf(request.api), authorization: `Bearer ${token}` };
    return origin.exchange({ method: 'POST', path, headers, body }, Math.max(0, endsAtMs - Date.now()));
  };
  const first = await within(endsAtMs, login.tokens.get(Date.now()));
  if ('verdict' in first) return first;
  const answer = await post(first);
  if (!isLoginRefused(answer)) return answer;
  const second = await within(endsAtMs, login.tokens.refused(first));
  return 'verdict' in second ? second : post(second);
}

/** An access token by then, or the verdict of a push that did not get one: nothing was sent. */
async function within(
  endsAtMs: number,
  token: Promise<AccessToken>,
): Promise<AccessToken | { readonly verdict: Verdict }> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<{ verdict: Verdict }>((resolve) => {
    timer = setTimeout(() => resolve({ verdict: notSent('deadline') }), Math.max(0, endsAtMs - Date.now()));
  });
  try {
    return await Promise.race([token, deadline]);
  } catch (error) {
    // What a login did not say itself is the shelf's trouble, and passes.
    return { verdict: error instanceof LoginFailed ? error.verdict : notSent('access-token-shelf') };
  } finally {
    clearTimeout(timer);
  }
}

const notSent = (code: string): Verdict => ({ kind: 'unavailable', code, mayHaveRung: false });
