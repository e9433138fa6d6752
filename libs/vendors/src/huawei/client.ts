// Calls Huawei. A push whose access token is refused was not taken: the same send fetches a new token and repeats it.
import { type Exchange, HttpOrigin } from '../shared/http/http';
import { orNoToken, prepareToken, tokenInTime } from '../shared/access/bearer';
import { parse } from '../shared/text/json';
import { noted } from '../shared/text/noted';
import { TimeLeft } from '../shared/http/time-left';
import type { AccessToken, Connection, Verdict, VendorCall, VendorClient } from '../vendor';
import { IMAGE_NOT_VERIFIED, RECEIPT_ADDRESS_WRONG } from './codes';
import { apiOf, clientIdOf, type HuaweiCredential, type HuaweiSettings } from './credential';
import { type Login, loginOf } from './login';
import { bodyOf, headersOf, type HuaweiRequest, pathOf, withoutImage, withoutReceipt } from './request';
import { codeIn, isLoginRefused, verdictsOf } from './verdicts';

/** A thousand tokens named as bad, each of 240 characters. */
const MAX_ANSWER_BYTES = 262_144;

export type HuaweiConnection = Connection<HuaweiCredential, HuaweiSettings>;

export function open(connection: HuaweiConnection, connections: number): VendorClient<HuaweiRequest> {
  const origin = new HttpOrigin(connection.endpoints['api'] ?? '', connections, undefined, MAX_ANSWER_BYTES);
  const login = loginOf(connection);
  const path = pathOf(apiOf(connection.settings), idInPath(connection));
  return {
    prepare: (deadlineMs) => prepareToken(login.tokens, login.nowMs(), deadlineMs),
    send(call, deadlineMs, begin) {
      const time = new TimeLeft(deadlineMs, begin);
      return orNoToken(call.deliveries, send(call, { origin, login, path }, time), time);
    },
    async close() {
      await Promise.all([origin.close(), login.close()]);
    },
  };
}

/** v1 has the client's id in its path, v2 and v3 the project's; the service account knows its own. */
function idInPath({ credential, settings }: HuaweiConnection): string {
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
  time: TimeLeft,
): Promise<readonly Verdict[]> {
  const tokens = deliveries.map((delivery) => delivery.token);
  let answer = await exchange(request, way, time);
  const notes: string[] = [];
  for (let less = without(request, answer); less !== undefined; less = without(less.request, answer)) {
    answer = await exchange(less.request, way, time);
    notes.push(less.note);
  }
  return noted(verdictsOf(answer, tokens), notes);
}

/**
 * What is left out when Huawei refuses it. For HarmonyOS it takes no push with an unverified picture, and none that asks for receipts
 * while the console has no address for them (sheet, 4.2).
 */
const OPTIONAL_PARTS = [
  {
    code: IMAGE_NOT_VERIFIED,
    without: withoutImage,
    note: `picture left out: Huawei has not verified it (${IMAGE_NOT_VERIFIED})`,
  },
  {
    code: RECEIPT_ADDRESS_WRONG,
    without: withoutReceipt,
    note: `receipt left out: Huawei does not know its address (${RECEIPT_ADDRESS_WRONG})`,
  },
];

/** The request without the part that Huawei refused. Undefined if that part cannot be left out, or was already. */
function without(
  request: HuaweiRequest,
  answer: Exchange,
): { readonly request: HuaweiRequest; readonly note: string } | undefined {
  const code = answer.kind === 'answered' ? codeIn(parse(answer.body)) : undefined;
  const refused = OPTIONAL_PARTS.find((each) => each.code === code);
  const less = refused?.without(request);
  return refused && less && { request: less, note: refused.note };
}

/** Rejects with `NoAccessToken` only. */
function exchange(request: HuaweiRequest, { origin, login, path }: Way, time: TimeLeft): Promise<Exchange> {
  const body = bodyOf(request);
  const post = ({ token }: AccessToken): Promise<Exchange> => {
    const headers = { ...headersOf(request.api), authorization: `Bearer ${token}` };
    return time.exchange(origin, { method: 'POST', path, headers, body });
  };
  const wait = (asked: Promise<AccessToken>) => tokenInTime(asked, time);
  return login.tokens.use(login.nowMs(), { wait, call: post, isRefused: isLoginRefused });
}
