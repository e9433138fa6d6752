// Reads a callback whose address was genuine, and checks what else the vendor lets us check. The caller learns nothing of the result.
// ReceiptNews publishes what the callback says.
import { Injectable } from '@nestjs/common';
import { versionInForce } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { type ReceiptReading, type ReceiptRequest, vendorNamed } from '@offline-push/vendors/send';
import type { CertificateCopy } from '../certificates/certificate';
import { CertificateCopyStore } from '../certificates/certificate-copy.store';
import { VendorSecrets } from '../certificates/vendor-secrets.steps';
import { ReceiptNews } from './receipt-news.steps';

/** How a callback was taken. `vendor` is '' if its certificate is unknown. */
export interface Taken {
  result: 'taken' | 'unknown-certificate' | 'no-receipts' | 'not-readable';
  vendor: string;
  /** The answer that the vendor expects. */
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

  /** Resolves when brokers have the events. */
  async take(certificateId: number, request: ReceiptRequest): Promise<Taken> {
    // A disabled certificate counts too: receipts of earlier pushes may still come.
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
