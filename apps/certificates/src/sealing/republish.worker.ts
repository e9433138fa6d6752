// Publishes all certificates again. Readers depend on the compacted topic. If it is lost or made again, or keeps an older record as the
// newest (two pods may publish changes of one certificate in either order), one round repairs it. The round also seals again what an
// older key sealed.
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { Clock, KeyRing, SealBroken } from '@offline-push/service-kit';
import { Limits } from '../certificates.config';
import { CertificateStore, type Place } from '../certificates/certificate.store';
import { requireOpen, resealCertificate } from '../certificates/credential-box';

/** The author in the audit for a change without a caller. */
const SELF = 'certificates';

/** The result of a round. */
export interface Round {
  /** Certificates that were published and whose credential opens. */
  readonly told: number;
  /** Certificates that were published although no key opens their credential. */
  readonly unreadable: readonly Unreadable[];
}

interface Unreadable {
  readonly id: number;
  readonly keyId: string;
}

@Injectable()
export class RepublishWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RepublishWorker.name);
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<Round> | undefined;
  private isStopping = false;

  constructor(
    private readonly certificates: CertificateStore,
    private readonly ring: KeyRing,
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  onApplicationBootstrap(): void {
    const { republishesAtStart, republishEveryMs } = this.limits;
    if (republishesAtStart) this.republishUnasked();
    if (republishEveryMs === 0) return;
    this.timer = setInterval(() => this.republishUnasked(), republishEveryMs).unref();
  }

  /** A request during a round gets the result of that round. */
  republish(): Promise<Round> {
    this.round ??= this.walk().finally(() => (this.round = undefined));
    return this.round;
  }

  /** Called before the pools close. A round ends with its current certificate. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await this.round?.catch(() => undefined);
  }

  /** One certificate at a time, so that an operator's edit waits for one at most. */
  private async walk(): Promise<Round> {
    let told = 0;
    const unreadable: Unreadable[] = [];
    let place = await this.certificates.placeAfter(0);
    while (place !== undefined && !this.isStopping) {
      const keyId = await this.tell(place);
      if (keyId === undefined) told += 1;
      else unreadable.push({ id: place.id, keyId });
      place = await this.certificates.placeAfter(place.id);
    }
    this.logger.log({ event: 'certificates-republished', count: told, unreadable: unreadable.length });
    return { told, unreadable };
  }

  /** Returns the missing key if the credential cannot be opened. The certificate is published all the same, for its other fields. */
  private async tell(place: Place): Promise<string | undefined> {
    const keyId = await this.reseal(place);
    if (keyId !== undefined)
      this.logger.error({ event: 'credential-unreadable', certificateId: place.id, keyId });
    await this.certificates.retell(place);
    return keyId;
  }

  private async reseal(place: Place): Promise<string | undefined> {
    try {
      const by = { actor: SELF, nowMs: this.clock.nowMs() };
      await this.certificates.change(place, 'credential-resealed', by, (found) => {
        requireOpen(this.ring, found);
        return resealCertificate(this.ring, found, by.nowMs);
      });
      return undefined;
    } catch (error) {
      if (error instanceof SealBroken) return error.keyId;
      throw error;
    }
  }

  private republishUnasked(): void {
    this.republish().catch((error: unknown) => this.logger.error({ event: 'republish-failed', error }));
  }
}
