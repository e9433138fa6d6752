// The secrets of webhooks: drawn, sealed, opened for a signature, and never shown again. Signatures are those of Standard Webhooks 1.0.0.
import { createHmac, randomBytes } from 'node:crypto';
import { HttpProblem, type KeyRing } from '@offline-push/service-kit';
import { type KeptSecret, liveSecrets, type Webhook } from './webhook';

/** The specification asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;
const PREFIX = 'whsec_';

type Owner = Pick<Webhook, 'app' | 'id'>;

export interface Drawn {
  /** Shown once. */
  secret: string;
  kept: Omit<KeptSecret, 'untilMs'>;
}

/** Provided by the module: without a key ring no webhook can be made. */
export class Secrets {
  constructor(private readonly ring: KeyRing | undefined) {}

  /** Throws a problem if there is no key ring. */
  draw(owner: Owner, number: number, nowMs: number): Drawn {
    if (this.ring === undefined) throw noKeys();
    const secret = PREFIX + randomBytes(SECRET_BYTES).toString('base64');
    const sealed = this.ring.seal(secret, contextOf(owner, number));
    return { secret, kept: { number, sealed, createdAtMs: nowMs } };
  }

  /** One signature of each secret that is in use, with blanks between them. Throws `SealBroken`. */
  sign(webhook: Webhook, { id, atMs }: { id: string; atMs: number }, body: string): Record<string, string> {
    const seconds = String(Math.floor(atMs / 1000));
    const signatures = liveSecrets(webhook, atMs).map((kept) => {
      const key = Buffer.from(this.open(webhook, kept).slice(PREFIX.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
    });
    return {
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': signatures.join(' '),
    };
  }

  private open(owner: Owner, { number, sealed }: KeptSecret): string {
    if (this.ring === undefined) throw noKeys();
    return this.ring.open(sealed, contextOf(owner, number)).toString('utf8');
  }
}

const contextOf = ({ app, id }: Owner, number: number): string => ['webhook', app, id, number].join('|');

const noKeys = (): HttpProblem =>
  new HttpProblem(
    503,
    'no-seal-keys',
    'This service has no key ring to seal secrets with: its operator sets DELIVERY_LOG_SEAL_KEYS.',
  );
