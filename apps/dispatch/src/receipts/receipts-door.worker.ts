// Opens the port for vendors' callbacks and answers those that its thread passes on. A callback with something wrong gets 200 like any
// other; only our own outage gets 503, for vendors that try again.
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Rounds } from '@offline-push/service-kit';
import {
  answering,
  closeThreadDoor,
  type DoorLimits,
  openThreadDoor,
  type ThreadDoor,
} from '@offline-push/service-kit/doors';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CertificateCopy } from '../certificates/certificate';
import { CertificateCopyStore } from '../certificates/certificate-copy.store';
import { Limits } from '../dispatch.config';
import { countCallback } from '../metrics';
import { VendorSecrets } from '../certificates/vendor-secrets.steps';
import { certificateIn, digestOf, type KnownPaths } from './receipt-paths';
import { Receipts, type Taken } from './receipts.steps';
import type { ReceiptsThread, Sent, TakenAnswer, Tally } from './between-threads';

/** Longest time for a callback, because vendors wait only for seconds. */
const DEADLINE_MS = 5_000;
const LOG_MS = 1_000;
const MAX_KINDS = 20;

@Injectable()
export class ReceiptsDoor implements OnModuleDestroy {
  private readonly logger = new Logger(ReceiptsDoor.name);
  private readonly rounds = new Rounds('receipt-failures', LOG_MS, () => Promise.resolve(this.logFailures()));
  private readonly failures = new Map<string, { count: number; words: string }>();
  private thread: ThreadDoor | undefined;
  private told = '';

  constructor(
    private readonly receipts: Receipts,
    private readonly certificates: CertificateCopyStore,
    private readonly secrets: VendorSecrets,
    private readonly limits: Limits,
  ) {}

  /** Begins to listen, and returns the URL. */
  async listen(host: string, port: number, limits: DoorLimits): Promise<string> {
    this.thread = await openThreadDoor(join(__dirname, 'receipts.thread'), {
      ...{ host, port, limits, perSecond: this.limits.receiptsPerSecond },
      known: this.knownOf(this.certificates.known),
    } satisfies ReceiptsThread);
    const { worker, url } = this.thread;
    answering<Sent, TakenAnswer>(worker, (sent) => this.answer(sent));
    worker.on('message', ({ tally }: { tally?: Tally }) => tally && this.tell(tally));
    worker.unref();
    this.certificates.onRead((known) => this.update(known));
    this.update(this.certificates.known);
    this.rounds.start();
    return url;
  }

  /** Takes no new callbacks, and answers those under way. */
  async onModuleDestroy(): Promise<void> {
    if (this.thread !== undefined) await closeThreadDoor(this.thread);
    await this.rounds.stop();
    this.logFailures();
  }

  private async answer({ path, query, headers, body }: Sent): Promise<TakenAnswer> {
    try {
      const request = { headers, query, body: Buffer.from(body) };
      const taken = await inTime(this.receipts.take(certificateIn(path), request));
      countCallback(taken.vendor, taken.result);
      return { status: 200, body: taken.answer ?? '' };
    } catch (error) {
      countCallback('', 'failed');
      this.failed('failed', String(error));
      return { status: 503, body: '' };
    }
  }

  private update(certificates: ReadonlyMap<number, CertificateCopy>): void {
    const known = this.knownOf(certificates);
    const words = [...known.paths, ...known.certificates].join();
    if (words === this.told) return;
    this.told = words;
    this.thread?.worker.postMessage({ known });
  }

  private knownOf(certificates: ReadonlyMap<number, CertificateCopy>): KnownPaths {
    const paths = [...certificates.values()].flatMap((copy) => this.secrets.receiptPathsOf(copy));
    return { paths: new Set(paths.map(digestOf)), certificates: new Set(certificates.keys()) };
  }

  private tell(tally: Tally): void {
    for (const [kind, count] of Object.entries(tally)) {
      countCallback('', kind, count);
      this.failed(kind, '', count);
    }
  }

  private failed(kind: string, words: string, count = 1): void {
    const before = this.failures.get(kind)?.count ?? 0;
    if (this.failures.size < MAX_KINDS) this.failures.set(kind, { count: before + count, words });
  }

  /** One line for each kind, so that a flood of callbacks makes no flood of lines. */
  private logFailures(): void {
    for (const [kind, { count, words }] of this.failures)
      this.logger.warn({ event: 'receipts-not-taken', kind, count, ...(words && { error: words }) });
    this.failures.clear();
  }
}

async function inTime(work: Promise<Taken>): Promise<Taken> {
  const cancel = new AbortController();
  const late = sleep(DEADLINE_MS, undefined, { signal: cancel.signal, ref: false }).then(() => {
    throw new Error(`callback not taken within ${DEADLINE_MS} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel.abort();
  }
}
