// Opens the door for vendors' callbacks and answers what it asks. Whatever is wrong with a callback, the answer is the same 200; only our own
// outage answers 503, for vendors that try again. Which callbacks come this far is left to the thread of the door.
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

/** Vendors wait for seconds, not for our outages. */
const DEADLINE_MS = 5_000;
const SAY_MS = 1_000;
const MAX_KINDS = 20;

@Injectable()
export class ReceiptsDoor implements OnModuleDestroy {
  private readonly logger = new Logger(ReceiptsDoor.name);
  private readonly said = new Rounds('receipt-failures', SAY_MS, () => Promise.resolve(this.sayFailures()));
  private readonly failures = new Map<string, { count: number; words: string }>();
  private thread: ThreadDoor | undefined;
  private told = '';

  constructor(
    private readonly receipts: Receipts,
    private readonly certificates: CertificateCopyStore,
    private readonly secrets: VendorSecrets,
    private readonly limits: Limits,
  ) {}

  /** The URL it listens at, with what is known of certificates. */
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
    this.said.start();
    return url;
  }

  /** Nobody new comes in; who is in gets an answer. */
  async onModuleDestroy(): Promise<void> {
    if (this.thread !== undefined) await closeThreadDoor(this.thread);
    await this.said.stop();
    this.sayFailures();
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

  /** One line for each kind: a flood of callbacks is no flood of lines. */
  private sayFailures(): void {
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
