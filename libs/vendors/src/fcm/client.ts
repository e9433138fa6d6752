// The call to FCM: an access token in front, one message in one request, a refused token replaced once.
import { Http2Origin } from '../shared/http/http2';
import { TimeLeft } from '../shared/http/time-left';
import type { AccessToken, Begin, Connection, VendorCall, VendorClient, Verdict } from '../vendor';
import { Account } from './access';
import type { FcmCredential, FcmSettings } from './credential';
import type { FcmRequest } from './plan';
import { type AccessRefused, asBroken, judge } from './verdicts';

/** What FCM takes on one connection; above it says GOAWAY (sheet, 1). */
const STREAMS = 100;

const HEADERS = { 'content-type': 'application/json; charset=UTF-8', accept: 'application/json' };

type FcmConnection = Connection<FcmCredential, FcmSettings>;

export function open(connection: FcmConnection, concurrentCalls: number): VendorClient<FcmRequest> {
  const account = new Account(connection);
  const sender = new Sender(connection, concurrentCalls);
  return {
    prepare: (deadlineMs) => (account.atHand() === undefined ? whyNoAccess(account, deadlineMs) : undefined),
    send({ request, deliveries }: VendorCall<FcmRequest>, deadlineMs: number, begin?: Begin) {
      const left = new TimeLeft(deadlineMs, begin);
      return sendOnce(account, sender, request.body, left).then((verdict) =>
        left.sent(deliveries.map(() => verdict)),
      );
    },
    close: async () => {
      await Promise.all([account.close(), sender.close()]);
    },
  };
}

async function whyNoAccess(account: Account, deadlineMs: number): Promise<Verdict | undefined> {
  const access = await account.access(new TimeLeft(deadlineMs));
  return 'refusal' in access ? access.refusal.verdict : undefined;
}

/** Nearly all pushes have a token at hand and are settled by the first answer: they shall cost no more than that. */
function sendOnce(account: Account, sender: Sender, body: string, left: TimeLeft): Promise<Verdict> {
  const token = account.atHand();
  if (token === undefined) return sendAfterWaiting(account, sender, body, left);
  return sendWith(token, account, sender, body, left);
}

async function sendAfterWaiting(
  account: Account,
  sender: Sender,
  body: string,
  left: TimeLeft,
): Promise<Verdict> {
  const access = await account.access(left);
  return 'refusal' in access ? access.refusal.verdict : sendWith(access.token, account, sender, body, left);
}

function sendWith(
  token: AccessToken,
  account: Account,
  sender: Sender,
  body: string,
  left: TimeLeft,
): Promise<Verdict> {
  return sender.send(body, token, left).then((first) => {
    const isRefused = first.kind === 'access-refused';
    const mayReplace = account.mayReplace(token, isRefused);
    if (!isRefused) return first;
    return mayReplace ? sendAgain(account, sender, body, token, left) : asBroken(first);
  });
}

/** A refused access token means that no push was taken: this is not a second ring. */
async function sendAgain(
  account: Account,
  sender: Sender,
  body: string,
  refused: AccessToken,
  left: TimeLeft,
): Promise<Verdict> {
  const other = await account.another(refused, left);
  if ('refusal' in other) return other.refusal.verdict;
  const second = await sender.send(body, other.token, left);
  account.mayReplace(other.token, second.kind === 'access-refused');
  return second.kind === 'access-refused' ? asBroken(second) : second;
}

/** One certificate's way to FCM. */
export class Sender {
  private readonly origin: Http2Origin;
  private readonly path: string;
  private last = { token: '', authorization: '' };

  constructor({ credential, endpoints }: FcmConnection, concurrentCalls: number) {
    this.origin = new Http2Origin(endpoints['api'] ?? '', {
      connections: Math.ceil(concurrentCalls / STREAMS),
      calls: concurrentCalls,
    });
    this.path = `/v1/projects/${credential.project_id}/messages:send`;
  }

  send(body: string, { token }: AccessToken, left: TimeLeft): Promise<Verdict | AccessRefused> {
    const authorization = this.bearer(token);
    const request = { method: 'POST', path: this.path, headers: HEADERS, authorization, body } as const;
    return left.exchange(this.origin, request).then(judge);
  }

  /** Written once for all pushes that carry it. */
  private bearer(token: string): string {
    if (this.last.token !== token) this.last = { token, authorization: `Bearer ${token}` };
    return this.last.authorization;
  }

  close(): Promise<void> {
    return this.origin.close();
  }
}
