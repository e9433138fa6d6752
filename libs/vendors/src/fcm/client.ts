// Calls FCM: one message per request, under an access token. A refused access token is replaced once.
import { orNoToken, prepareToken, tokenInTime } from '../shared/access/bearer';
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

  /** A refused access token means that no push was taken: the second call is not a second ring. */
  async function verdictOf(body: string, left: TimeLeft): Promise<Verdict> {
    const answer = await account.tokens.use<Verdict | AccessRefused>(account.nowMs(), {
      wait: (asked) => tokenInTime(asked, left),
      call: (token) => sender.send(body, token, left),
      isRefused: ({ kind }) => kind === 'access-refused',
    });
    return answer.kind === 'access-refused' ? asBroken(answer) : answer;
  }

  return {
    prepare: (deadlineMs) => prepareToken(account.tokens, account.nowMs(), deadlineMs),
    send({ request, deliveries }: VendorCall<FcmRequest>, deadlineMs: number, begin?: Begin) {
      const left = new TimeLeft(deadlineMs, begin);
      const verdicts = verdictOf(request.body, left).then((verdict) => deliveries.map(() => verdict));
      return orNoToken(deliveries, verdicts, left);
    },
    close: async () => {
      await Promise.all([account.close(), sender.close()]);
    },
  };
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
