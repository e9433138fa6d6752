// Keeps the open client of the certificate's version in force. A new version opens a new client; the old client finishes its calls.
import { type CertificateVersion, versionInForce } from '@offline-push/contracts';
import type { Connection, Endpoints, Probe, Vendor } from '@offline-push/vendors/send';
import type { VendorSecrets } from '../certificates/vendor-secrets.steps';
import { type CertificateCopy, mayAskForReceipts, type RefusedCallback } from '../certificates/certificate';
import { VersionClient } from './version-client';

/** What a client needs from outside: addresses and a clock. */
export interface Outside {
  endpoints: Endpoints;
  /** The address at which vendors reach us. */
  publicUrl?: string | undefined;
  nowMs: () => number;
}

export class VendorConnection {
  private current: VersionClient | undefined;
  /** The address at which the vendor calls back. It is secret. It is kept, because it takes some work to compute. */
  private address: string | undefined;

  constructor(
    private copy: CertificateCopy,
    private readonly vendor: Vendor,
    private readonly secrets: VendorSecrets,
    private readonly outside: Outside,
  ) {}

  /** Keeps a refused callback that this process noted and that the copy does not have yet. */
  use(copy: CertificateCopy): void {
    const mine = this.copy.refusedCallback;
    const isNewer = mine !== undefined && mine.atMs > (copy.refusedCallback?.atMs ?? 0);
    this.copy = isNewer ? { ...copy, refusedCallback: mine } : copy;
  }

  /** From now on pushes of this version ask for no receipts. Undefined if they did not ask anyway. */
  refuseCallback(version: number): RefusedCallback | undefined {
    const { publicUrl, nowMs } = this.outside;
    if (publicUrl === undefined || this.receiptUrlOf(version) === undefined) return undefined;
    const refusedCallback = { version, publicUrl, atMs: nowMs() };
    this.copy = { ...this.copy, refusedCallback };
    return refusedCallback;
  }

  /** The version in force; undefined while there is none. */
  versionAt(nowMs: number): number | undefined {
    return versionInForce(this.copy.versions, nowMs)?.version;
  }

  /** Undefined while no version is in force. Throws if the key ring cannot open the credential. */
  clientAt(nowMs: number): VersionClient | undefined {
    const version = versionInForce(this.copy.versions, nowMs);
    if (version === undefined) return undefined;
    if (this.current?.version !== version.version) this.replace(version);
    this.current?.askForReceiptsAt(this.receiptUrlOf(version.version));
    return this.current;
  }

  clientNow(): VersionClient | undefined {
    return this.clientAt(this.outside.nowMs());
  }

  /** Asks the vendor about the credential in force, without a push. */
  async probe(): Promise<Probe> {
    const version = versionInForce(this.copy.versions, this.outside.nowMs());
    if (version === undefined) return { result: 'unknown', says: 'No version is in effect.' };
    return this.vendor.probe(this.connectionTo(version), this.vendor.limits.deadlineMs);
  }

  /** Resolves when the calls under way are done and the client is closed. */
  async close(): Promise<void> {
    await this.current?.leave();
    this.current = undefined;
  }

  private replace(version: CertificateVersion): void {
    const connection = this.connectionTo(version);
    const client = this.vendor.open(connection);
    void this.current?.leave();
    this.current = new VersionClient({
      ...{ vendor: this.vendor, version: version.version, client, settings: version.settings },
    });
  }

  private connectionTo(version: CertificateVersion): Connection {
    return {
      credential: this.secrets.credentialOf(this.copy, version),
      settings: version.settings,
      endpoints: this.outside.endpoints,
      accessTokens: this.secrets.shelfOf(this.copy, version),
      nowMs: this.outside.nowMs,
    };
  }

  /** The address for receipts about pushes of this version; undefined if none are asked for. */
  private receiptUrlOf(version: number): string | undefined {
    const { publicUrl } = this.outside;
    if (publicUrl === undefined || this.vendor.receipts === undefined) return undefined;
    if (!mayAskForReceipts(this.copy, version, publicUrl)) return undefined;
    return (this.address ??= this.secrets.receiptUrlOf(this.copy, publicUrl));
  }
}
