// Calls a push service: encrypts the message for its subscription, signs for the service's origin, and posts to the endpoint.
import { NegotiatedOrigin } from '../shared/http/negotiated';
import { sharedNames } from '../shared/network/names';
import { publicNames } from '../shared/network/public-names';
import { systemMs } from '../shared/http/system-ms';
import {
  ANY_HOST,
  type Begin,
  type Connection,
  type VendorCall,
  type VendorClient,
  type Verdict,
} from '../vendor';
import { catalog } from './catalog';
import type { WebPushCredential, WebPushSettings } from './credential';
import { encrypt } from './encrypt';
import type { WebPushRequest } from './plan';
import { keyPairOf, Vapid } from './vapid';
import { judge } from './verdicts';

/** The most calls at a time to one service. */
const CALLS = catalog.limits.concurrentCalls;
/** Values that differ from push to push, or are secret. */
const NEVER_INDEXED = ['authorization', 'topic'];
/** The most services with open connections. Clients name them, so there must be a bound. */
const MAX_SERVICES = 200;

const TOO_MANY_SERVICES: Verdict = {
  ...{ kind: 'unavailable', code: 'too-many-push-services', mayHaveRung: false, isLocal: true },
};
const NOT_ONE_PAIR: Verdict = {
  kind: 'credential-broken',
  code: 'vapid-keys-differ',
  detail: 'privateKey and publicKey of the certificate are not of one VAPID pair.',
};

type WebPushConnection = Connection<WebPushCredential, WebPushSettings>;

/** Undefined if the private key does not belong to the public one. */
export function vapidOf({ credential, settings }: Pick<WebPushConnection, 'credential' | 'settings'>) {
  const pair = keyPairOf(credential);
  return pair?.publicKey === settings.publicKey ? new Vapid(pair, settings) : undefined;
}

export function open(connection: WebPushConnection): VendorClient<WebPushRequest> {
  const vapid = vapidOf(connection);
  const services = new Services(connection.endpoints['service'] ?? ANY_HOST);
  const { nowMs = systemMs } = connection;
  return {
    // A verdict of `prepare` counts against the certificate, not a push service. The lane counts each object once, so it is a new one.
    prepare: () => (vapid === undefined ? Promise.resolve({ ...NOT_ONE_PAIR }) : undefined),
    async send({ request, deliveries }: VendorCall<WebPushRequest>, deadlineMs: number, begin?: Begin) {
      const verdict =
        vapid === undefined
          ? NOT_ONE_PAIR
          : await services.post(request, vapid.headerFor(request.origin, nowMs()), deadlineMs, begin);
      return { verdicts: deliveries.map(() => verdict) };
    },
    close: () => services.close(),
  };
}

/** The connections to all services that subscriptions name, or to the one that the operator put in their place. */
class Services {
  private readonly origins = new Map<string, NegotiatedOrigin>();

  constructor(private readonly instead: string) {}

  async post(
    request: WebPushRequest,
    authorization: string,
    deadlineMs: number,
    begin?: Begin,
  ): Promise<Verdict> {
    const origin = this.originOf(this.instead === ANY_HOST ? request.origin : this.instead);
    if (origin === undefined) return TOO_MANY_SERVICES;
    const { path, clear, subscription, ttlSeconds, urgency, topic } = request;
    const headers = {
      authorization,
      ttl: String(ttlSeconds),
      urgency,
      topic,
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
    };
    const body = encrypt(clear, subscription);
    const post = { method: 'POST', path, headers, body } as const;
    return judge(await origin.exchange(post, deadlineMs, begin?.withinMs), path);
  }

  async close(): Promise<void> {
    await Promise.all([...this.origins.values()].map((origin) => origin.close()));
  }

  private originOf(url: string): NegotiatedOrigin | undefined {
    const known = this.origins.get(url);
    if (known !== undefined) return known;
    if (this.origins.size >= MAX_SERVICES && !this.leaveOne()) return undefined;
    const names = this.instead === ANY_HOST ? publicNames : sharedNames;
    const origin = new NegotiatedOrigin(url, { calls: CALLS, names, neverIndexed: NEVER_INDEXED });
    this.origins.set(url, origin);
    return origin;
  }

  /** Closes the connections of the first service without a call in progress. */
  private leaveOne(): boolean {
    for (const [url, origin] of this.origins) {
      if (!origin.isIdle) continue;
      this.origins.delete(url);
      void origin.close();
      return true;
    }
    return false;
  }
}
