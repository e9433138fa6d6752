// Calls Apple: many streams on few connections, one push in each. A push that was not taken because of the connection or the token is
// sent again at once, within the same deadline.
import { Http2Origin, type TlsOptions } from '../shared/http/http2';
import { noted } from '../shared/text/noted';
import { TimeLeft } from '../shared/http/time-left';
import type { Begin, Connection, VendorCall, VendorClient, Verdict } from '../vendor';
import { type Access, accessOf, type Presented } from './access';
import { ABOUT_THE_TOKEN, DOUBTFUL } from './codes';
import type { ApnsCredential, ApnsSettings } from './credential';
import type { ApnsRequest, Call } from './request';
import { judge, type Judgement } from './verdicts';

type ApnsConnection = Connection<ApnsCredential, ApnsSettings>;

/** One carries a thousand streams where Apple allows them; others open when it is full. */
const CONNECTIONS = 4;
/** Values that differ from push to push, or are secret (sheet, 1 "HPACK"). */
const NEVER_INDEXED = ['authorization', 'apns-id', 'apns-collapse-id'];
const NO_CALL =
  'call left out: Apple does not take the PushKit token of the phone, a notification is sent instead';
const NOT_CALLED =
  'Apple does not take the PushKit token of the phone, and what the call says is too long for a notification.';

/** No code that casts doubt on the token of the phone: Apple has not seen that one. */
const notCalled = (code: string): Verdict => ({
  kind: 'refused',
  code: DOUBTFUL.includes(code) ? 'bad-pushkit-token' : code,
  detail: NOT_CALLED,
});

/** `trusted`: authorities beside the well-known ones, in PEM. */
export function open(
  connection: ApnsConnection,
  calls: number,
  trusted?: TlsOptions['ca'],
): VendorClient<ApnsRequest> {
  const sender = new Sender(connection, calls, trusted);
  return {
    prepare: (deadlineMs) => sender.prepare(deadlineMs),
    send({ request, deliveries }: VendorCall<ApnsRequest>, deadlineMs: number, begin?: Begin) {
      const left = new TimeLeft(deadlineMs, begin);
      return sender.send(request, left).then((verdict) => left.sent(deliveries.map(() => verdict)));
    },
    close: () => sender.close(),
  };
}

/** One certificate's way to Apple. */
export class Sender {
  readonly access: Access;
  private readonly origin: Http2Origin;

  constructor(connection: ApnsConnection, calls: number, trusted?: TlsOptions['ca']) {
    const { endpoints, settings } = connection;
    this.access = accessOf(connection);
    this.origin = new Http2Origin(endpoints[settings.environment] ?? '', {
      connections: CONNECTIONS,
      calls,
      neverIndexed: NEVER_INDEXED,
      tls: { ...this.access.tls, ...(trusted !== undefined && { ca: trusted }) },
    });
  }

  prepare(deadlineMs: number): Promise<Verdict | undefined> | undefined {
    return this.access.atHand() === undefined ? this.whyNot(new TimeLeft(deadlineMs)) : undefined;
  }

  /** The fast path: nearly all pushes need no wait and end with the first answer. */
  send(request: ApnsRequest, left: TimeLeft): Promise<Verdict> {
    if (request.call !== undefined) return this.call(request, request.call, left);
    const shown = this.access.atHand();
    if (shown === undefined) return this.sendAfterWaiting(request, left);
    return this.attempt(request, shown, left).then((first) => this.afterFirst(request, first, shown, left));
  }

  close(): Promise<void> {
    return this.origin.close();
  }

  attempt(
    { path, headers, body }: ApnsRequest,
    { authorization }: Presented,
    left: TimeLeft,
  ): Promise<Judgement> {
    const request = { method: 'POST', path, headers, authorization, body } as const;
    return left.exchange(this.origin, request).then((exchange) => {
      const judgement = judge(exchange);
      if (judgement.leave !== undefined) this.origin.retire(judgement.leave);
      return judgement;
    });
  }

  /** A verdict on a PushKit token says nothing about the phone. The phone was not called, so a notification now is no second ring. */
  private async call(request: ApnsRequest, { instead }: Call, left: TimeLeft): Promise<Verdict> {
    const { path, headers, body } = request;
    const verdict = await this.send({ path, headers, body }, left);
    if (verdict.kind === 'accepted' || !ABOUT_THE_TOKEN.includes(verdict.code)) return verdict;
    if (instead === undefined) return notCalled(verdict.code);
    const [notified = verdict] = noted([await this.send(instead, left)], [NO_CALL]);
    return notified;
  }

  private async whyNot(left: TimeLeft): Promise<Verdict | undefined> {
    const shown = await this.access.show(left);
    return 'refusal' in shown ? shown.refusal.verdict : undefined;
  }

  private async sendAfterWaiting(request: ApnsRequest, left: TimeLeft): Promise<Verdict> {
    const shown = await this.access.show(left);
    if ('refusal' in shown) return shown.refusal.verdict;
    return this.afterFirst(request, await this.attempt(request, shown, left), shown, left);
  }

  private afterFirst(
    request: ApnsRequest,
    first: Judgement,
    shown: Presented,
    left: TimeLeft,
  ): Verdict | Promise<Verdict> {
    const mayReplace = this.access.mayReplace(shown, first.again === 'token');
    if (first.again === undefined || (first.again === 'token' && !mayReplace)) return first.verdict;
    return this.sendAgain(request, first.again, shown, left);
  }

  /** Sends once more. The first push was not taken, so this is no second ring. */
  private async sendAgain(
    request: ApnsRequest,
    again: 'connection' | 'token',
    presented: Presented,
    left: TimeLeft,
  ): Promise<Verdict> {
    const shown = again === 'token' ? await this.access.showAnother(presented.token, left) : presented;
    if ('refusal' in shown) return shown.refusal.verdict;
    const second = await this.attempt(request, shown, left);
    this.access.mayReplace(shown, second.again === 'token');
    return second.verdict;
  }
}
