// A callback at a certificate's address, whose secret the door has proved. What else the vendor lets one check is checked here; who called is
// told nothing of it. What it says is told by ReceiptNews.
import { Injectable } from '@nestjs/common';
import { versionInForce } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { type ReceiptReading, type ReceiptRequest, vendorNamed } from '@offline-push/vendors/send';
import type { CertificateCopy } from '../certificates/certificate';
import { CertificateCopyStore } from '../certificates/certificate-copy.store';
import { VendorSecrets } from '../certificates/vendor-secrets.steps';
import { ReceiptNews } from './receipt-news.steps';

/** How a callback was taken. `vendor` is empty if nothing proves whose it is. */
export interface Taken {
  result: 'taken' | 'unknown-certificate' | 'no-receipts' | 'not-readable';
  vendor: string;
  /** What the vendor wants to read. */
  answer?: string | undefined;
}

@Injectable()
export class Receipts {
  constructor(
    private readonly certificates: CertificateCopyStore,
    private readonly secrets: VendorSecrets,
    private readonly news: ReceiptNews,
    private readonly clock: Clock,
  ) {}

  /** Resolves when the events are on the bus. */
  async take(certificateId: number, request: ReceiptRequest): Promise<Taken> {
    // Also of a disabled certificate: what was pushed before may still be reported.
    const copy = this.certificates.known.get(certificateId);
    if (copy === undefined) return { result: 'unknown-certificate', vendor: '' };
    const reading = this.read(copy, request);
    if (reading === undefined) return { result: 'no-receipts', vendor: copy.vendor };
    if (!reading.ok) return { result: 'not-readable', vendor: copy.vendor };
    await this.news.tell(copy, reading.receipts);
    return { result: 'taken', vendor: copy.vendor, answer: reading.answer };
  }

  private read(copy: CertificateCopy, request: ReceiptRequest): ReceiptReading | undefined {
    const nowMs = this.clock.nowMs();
    const version = versionInForce(copy.versions, nowMs);
    const form = vendorNamed(copy.vendor)?.receipts;
    if (version === undefined || form === undefined) return undefined;
    const credential = this.secrets.credentialOf(copy, version);
    return form.read(request, { credential, settings: version.settings }, nowMs);
  }
}
