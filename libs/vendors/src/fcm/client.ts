// The call to FCM: an access token in front, one message in one request, a refused token replaced once.
import { Http2Origin } from '../shared/http2';
import { TimeLeft } from '../shared/time-left';
import type { AccessToken, Connection, VendorCall, VendorClient, Verdict } from '../vendor';
import { Account } from './access';
import type { FcmCredential, FcmSettings } from './credential';
import type { FcmRequest } from './plan';
import { type AccessRefused, asBroken, judge } from './verdicts';

/** What FCM takes on one connection; above it says GOAWAY (sheet, 1). */
const STREAMS = 100;
/** A lane plans a gathering while its last calls are still in flight. Whoever asks for more has lost count. */
const QUEUED_PER_CALL = 4;

type FcmConnection = Connection<FcmCredential, FcmSettings>;

export function open(connection: FcmConnection, concurrentCalls: number): VendorClient<FcmRequest> {
  const account = new Account(connection);
  const sender = new Sender(connection, concurrentCalls);
  return {
    async send({ request, deliveries }: VendorCall<FcmRequest>, deadlineMs: number) {
      const verdict = await sendOnce(account, sender, request.body, new TimeLeft(deadlineMs));
      return deliveries.map(() => verdict);
    },
    close: async () => {
      await Promise.all([account.close(), sender.close()]);
    },
  };
}

/** A refused access token means that no push was taken: the second request is not a second ring. */
async function sendOnce(account: Account, sender: Sender, body: string, left: TimeLeft): Promise<Verdict> {
  const access = await account.access(left);
  if ('refusal' in access) return access.refusal.verdict;
  const first = await sender.send(body, access.token, left);
  if (first.kind !== 'access-refused') return first;
  const other = await account.another(access.token, left);
  if ('refusal' in other) return other.refusal.verdict;
  const second = await sender.send(body, other.token, left);
  return second.kind === 'access-refused' ? asBroken(second) : second;
}

/** One certificate's way to FCM. */
export class Sender {
  private readonly origin: Http2Origin;
  private readonly path: string;

  constructor({ credential, endpoints }: FcmConnection, concurrentCalls: number) {
    this.origin = new Http2Origin(endpoints['api'] ?? '', {
      connections: Math.ceil(concurrentCalls / STREAMS),
      calls: concurrentCalls * QUEUED_PER_CALL,
    });
    this.path = `/v1/projects/${credential.project_id}/messages:send`;
  }

  async send(body: string, { token }: AccessToken, left: TimeLeft): Promise<Verdict | AccessRefused> {
    const leftMs = left.ms;
    if (leftMs === 0) return { kind: 'unavailable', code: 'deadline', mayHaveRung: false };
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json; charset=UTF-8',
      accept: 'application/json',
    };
    return judge(await this.origin.exchange({ method: 'POST', path: this.path, headers, body }, leftMs));
  }

  close(): Promise<void> {
    return this.origin.close();
  }
}
