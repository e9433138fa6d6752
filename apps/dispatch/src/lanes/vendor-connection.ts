// The open client of a certificate's version in force. A new version opens a new client; the old one finishes its calls.
import type { CertificateVersion } from '@offline-push/contracts';
import type { Endpoints, Vendor } from '@offline-push/vendors';
import type { VendorSecretStore } from '../vendor-secret.store';
import { type CertificateCopy, versionInForce } from '../certificate';
import { VersionClient } from './version-client';

/** What a client needs to know of the world. */
export interface Outside {
  endpoints: Endpoints;
  /** Where vendors reach us. */
  publicUrl?: string | undefined;
  nowMs: () => number;
}

export class VendorConnection {
  private current: VersionClient | undefined;

  constructor(
    private copy: CertificateCopy,
    private readonly vendor: Vendor,
    private readonly secrets: VendorSecretStore,
    private readonly outside: Outside,
  ) {}

  use(copy: CertificateCopy): void {
    this.copy = copy;
  }

  /** The version that counts now. Undefined while none is in effect. */
  versionAt(nowMs: number): number | undefined {
    return versionInForce(this.copy.versions, nowMs)?.version;
  }

  /** Undefined while no version is in effect. Throws if the key ring cannot open the credential. */
  clientAt(nowMs: number): VersionClient | undefined {
    const version = versionInForce(this.copy.versions, nowMs);
    if (version === undefined) return undefined;
    if (this.current?.version !== version.version) this.replace(version);
    return this.current;
  }

  /** When the calls in flight are done. */
  async close(): Promise<void> {
    await this.current?.leave();
    this.current = undefined;
  }

  private replace(version: CertificateVersion): void {
    const { endpoints, publicUrl, nowMs } = this.outside;
    const client = this.vendor.open({
      credential: this.secrets.credentialOf(this.copy, version),
      settings: version.settings,
      endpoints,
      accessTokens: this.secrets.shelfOf(this.copy, version),
      nowMs,
    });
    void this.current?.leave();
    this.current = new VersionClient(version.version, {
      ...{ vendor: this.vendor, client, settings: version.settings },
      ...(this.vendor.receipts &&
        publicUrl !== undefined && {
          receiptUrl: this.secrets.receiptUrlOf(this.copy, publicUrl),
        }),
    });
  }
}
