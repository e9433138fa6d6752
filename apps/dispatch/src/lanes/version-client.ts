// The open client of one version of a certificate. It closes when a later version is in force and its own calls are done. If it closed
// earlier, pushes that the vendor is about to answer would be in doubt.
import type { OpenVendor } from './gathering';

export class VersionClient {
  private uses = 0;
  private isLeft = false;

  constructor(private opened: OpenVendor) {}

  get version(): number {
    return this.opened.version;
  }

  /** For the next gathering. */
  get open(): OpenVendor {
    return this.opened;
  }

  /** Changes the address for later gatherings; those under way keep theirs. */
  askForReceiptsAt(receiptUrl: string | undefined): void {
    if (receiptUrl === this.opened.receiptUrl) return;
    const { vendor, version, client, settings } = this.opened;
    this.opened = { vendor, version, client, settings, ...(receiptUrl !== undefined && { receiptUrl }) };
  }

  /** Keeps the client open until this work is done. */
  async hold(work: Promise<void>): Promise<void> {
    this.uses += 1;
    try {
      await work;
    } finally {
      this.uses -= 1;
      await this.closeIfDone();
    }
  }

  /** Closes the client when the last work is done. No new work may begin. */
  async leave(): Promise<void> {
    this.isLeft = true;
    await this.closeIfDone();
  }

  private async closeIfDone(): Promise<void> {
    if (this.isLeft && this.uses === 0) await this.open.client.close();
  }
}
