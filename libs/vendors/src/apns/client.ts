// The call to Apple: many streams on few connections, one push in each. A push that was not taken for the connection's or the token's
// sake goes once more at once, within the same deadline.
import { Http2Origin, type TlsOptions } from '../shared/http2';
import { TimeLeft } from '../shared/time-left';
import type { AccessToken, Connection, VendorCall, VendorClient, Verdict } from '../vendor';
import { type Access, accessOf, type Presented, type Shown } from './access';
import type { ApnsCredential, ApnsSettings } from './credential';
import { TokenDoubt } from './doubt';
import type { ApnsRequest } from './request';
import { judge, type Judgement } from './verdicts';

type ApnsConnection = Connection<ApnsCredential, ApnsSettings>;

/** One carries a thousand streams where Apple allows them; more spread over Apple's machines. */
const CONNECTIONS = 4;
/** Values that differ from push to push, or are secret (sheet, 1 "HPACK"). */
const NEVER_INDEXED = ['authorization', 'apns-id', 'apns-collapse-id'];

/** `trusted`: authorities beside the well-known ones, in PEM. */
export function open(
  connection: ApnsConnection,
  calls: number,
  trusted?: TlsOptions['ca'],
): VendorClient<ApnsRequest> {
  const sender = new Sender(connection, calls, trusted);
  return {
    async send({ request, deliveries }: VendorCall<ApnsRequest>, deadlineMs: number) {
      const verdict = await sender.send(request, new TimeLeft(deadlineMs));
      return deliveries.map(() => verdict);
    },
    close: () => sender.close(),
  };
}

/** One certificate's way to Apple. */
export class Sender {
  readonly access: Access;
  private readonly origin: Http2Origin;
  private readonly doubt = new TokenDoubt();

  constructor(connection: ApnsConnection, calls: number, trusted?: TlsOptions['ca']) {
    const { endpoints, settings } = connection;
    this.access = accessOf(connection);
    this.origin = new Http2Origin(endpoints[settings.environment] ?? '', {
      connections: CONNECTIONS,
      calls: 2 * calls,
      neverIndexed: NEVER_INDEXED,
      tls: { ...this.access.tls, ...(trusted !== undefined && { ca: trusted }) },
    });
  }

  async send(request: ApnsRequest, left: TimeLeft): Promise<Verdict> {
    const shown = this.access.atHand(Date.now()) ?? (await this.access.show(left));
    if ('refusal' in shown) return shown.refusal.verdict;
    const first = await this.attempt(request, shown.token, left);
    if (first.again === undefined) return this.settle(first);
    const other = await this.shownAgain(first.again, shown, left);
    if ('refusal' in other) return other.refusal.verdict;
    return this.settle(await this.attempt(request, other.token, left));
  }

  close(): Promise<void> {
    return this.origin.close();
  }

  async attempt(
    { path, headers, body }: ApnsRequest,
    token: AccessToken | undefined,
    left: TimeLeft,
  ): Promise<Judgement> {
    const more = token === undefined ? headers : { ...headers, authorization: `bearer ${token.token}` };
    const judgement = judge(
      await this.origin.exchange({ method: 'POST', path, headers: more, body }, left.ms),
    );
    if (judgement.leave !== undefined) this.origin.retire(judgement.leave);
    return judgement;
  }

  private async shownAgain(again: 'connection' | 'token', shown: Presented, left: TimeLeft): Promise<Shown> {
    return again === 'token' ? this.access.showAnother(shown.token, left) : shown;
  }

  private settle({ verdict, isDoubtful }: Judgement): Verdict {
    if (verdict.kind === 'accepted') this.doubt.accepted(Date.now());
    if (isDoubtful !== true || verdict.kind !== 'refused' || !this.doubt.condemns(Date.now())) return verdict;
    return { kind: 'token-dead', code: verdict.code };
  }
}
