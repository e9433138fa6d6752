// Warns before a credential ends, and exports the time that is left as a metric. The store keeps the warnings so far.
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock, KeyRing, Rounds, SealBroken } from '@offline-push/service-kit';
import { Gauge } from 'prom-client';
import { Limits } from '../certificates.config';
import type { Certificate } from '../certificates/certificate';
import { endsOf, openVersion } from '../certificates/credential-box';
import { EndingStore } from './ending.store';
import { type Ending, noticeOf } from './expiring';

const AT_ONCE = 200;

const expires = new Gauge({
  name: 'offline_push_certificate_expires_seconds',
  help: 'Time until the credential of a certificate ends, where it has an end. Below 0: it is over.',
  labelNames: ['certificate', 'app', 'vendor'] as const,
});

@Injectable()
export class ExpiryWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ExpiryWorker.name);
  private readonly rounds: Rounds;
  private hasSeenAll = false;

  constructor(
    private readonly store: EndingStore,
    private readonly ring: KeyRing,
    private readonly clock: Clock,
    limits: Limits,
  ) {
    this.rounds = new Rounds('expiry', limits.expiryEveryMs, () => this.look());
  }

  onApplicationBootstrap(): void {
    this.rounds.startAtOnce();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  async look(): Promise<void> {
    if (!this.hasSeenAll) await this.seeAll();
    this.hasSeenAll = true;
    const endings: Ending[] = [];
    let page: Ending[];
    do {
      page = await this.store.list(endings.at(-1)?.id ?? 0, AT_ONCE);
      for (const ending of page) await this.warn(ending);
      endings.push(...page);
    } while (page.length === AT_ONCE);
    this.measure(endings);
  }

  private async warn(ending: Ending): Promise<void> {
    const notice = noticeOf(ending, this.clock.nowMs());
    if (notice === undefined || !(await this.store.tell(notice))) return;
    const { certificateId, app, vendor, what, daysLeft } = notice.event;
    this.logger.warn({ event: 'certificate-expiring', certificateId, app, vendor, what, daysLeft });
  }

  /** Removes the metrics of certificates that are gone or whose credential has no end any more. */
  private measure(endings: readonly Ending[]): void {
    const nowMs = this.clock.nowMs();
    expires.reset();
    for (const { id, app, vendor, expiresAtMs } of endings)
      expires.set({ certificate: String(id), app, vendor }, (expiresAtMs - nowMs) / 1000);
  }

  /** Runs once, for credentials of an older release that did not look for an end. */
  private async seeAll(): Promise<void> {
    let last = 0;
    let page: Certificate[];
    do {
      page = await this.store.listUnseen(last, AT_ONCE);
      for (const certificate of page) await this.see(certificate);
      last = page.at(-1)?.id ?? last;
    } while (page.length === AT_ONCE);
  }

  /** A credential that no key opens has no end; `SealedKeysWorker` reports it. */
  private async see(certificate: Certificate): Promise<void> {
    for (const version of certificate.versions.filter(({ ends }) => ends === null)) {
      try {
        const ends = endsOf(certificate, openVersion(this.ring, certificate, version));
        if (ends !== null) await this.store.note(certificate, version.version, ends);
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error;
      }
    }
  }
}
