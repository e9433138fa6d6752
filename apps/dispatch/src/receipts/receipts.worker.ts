// A callback at a certificate's address. Whether it is genuine is decided by the secret in the address and by what the vendor lets one
// check; who called is told nothing of it. What it says is told by ReceiptNews.
import { Injectable } from '@nestjs/common';
import { Clock } from '@offline-push/service-kit';
import { type ReceiptReading, type ReceiptRequest, vendorNamed } from '@offline-push/vendors';
import { type CertificateCopy, versionInForce } from '../certificate';
import { CertificateCopyStore } from '../certificate-copy.store';
import { VendorSecretStore } from '../vendor-secret.store';
import { ReceiptNews } from './receipt-news.worker';

/** As in the contract. */
const MAX_CERTIFICATE_ID = 2_147_483_647;

export interface Callback {
  /** As they stand in the path. */
  certificate: string;
  secret: string;
  request: ReceiptRequest;
}

/** How a callback was taken. `vendor` is empty if nothing proves whose it is. */
export interface Taken {
  result: 'taken' | 'unknown-certificate' | 'wrong-secret' | 'no-receipts' | 'not-readable';
  vendor: string;
  /** What the vendor wants to read. */
  answer?: string | undefined;
}

@Injectable()
export class ReceiptsWorker {
  constructor(
    private readonly certificates: CertificateCopyStore,
    private readonly secrets: VendorSecretStore,
    private readonly news: ReceiptNews,
    private readonly clock: Clock,
  ) {}

  /** Resolves when the events are on the bus. */
  async take({ certificate, secret, request }: Callback): Promise<Taken> {
    const copy = await this.copyOf(certificate);
    if (copy === undefined) return { result: 'unknown-certificate', vendor: '' };
    if (!this.secrets.isReceiptSecret(copy, secret)) return { result: 'wrong-secret', vendor: '' };
    const reading = this.read(copy, request);
    if (reading === undefined) return { result: 'no-receipts', vendor: copy.vendor };
    if (!reading.ok) return { result: 'not-readable', vendor: copy.vendor };
    await this.news.tell(copy, reading.receipts);
    return { result: 'taken', vendor: copy.vendor, answer: reading.answer };
  }

  /** Also of a disabled certificate: what was pushed before may still be reported. */
  private async copyOf(certificate: string): Promise<CertificateCopy | undefined> {
    const id = /^[1-9]\d{0,9}$/.test(certificate) ? Number(certificate) : Infinity;
    return id <= MAX_CERTIFICATE_ID ? this.certificates.find(id) : undefined;
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
