// Tells all certificates again. Readers live from the compacted topic: should it be lost, made anew, or keep an older record for its
// newest (two pods may publish one certificate's changes in either order), they are whole again after one round. On its way it seals
// anew what an older key of the ring sealed.
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

/** Who the audit names for a change that nobody asked for. */
const SELF = 'certificates';

/** What a round did. */
export interface Round {
  /** Certificates that were told again and can be used. */
  readonly told: number;
  /** Those that were told although no key of the ring opens their credential. */
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

  /** Who asks while a round runs gets the end of that round. */
  republish(): Promise<Round> {
    this.round ??= this.walk().finally(() => (this.round = undefined));
    return this.round;
  }

  /** Before the pools close. A round ends with the certificate it is at; who asked for it, or the log, hears how. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await this.round?.catch(() => undefined);
  }

  /** One certificate at a time: an operator's edit waits for one of them at most. */
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

  /** The key that is missing, if the credential stays shut. Told it is all the same: what else changed must not wait for the key. */
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
