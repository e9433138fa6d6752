// The open client of one version of a certificate. It closes when a later version is in force and its own calls are done: to close it
// earlier would leave pushes in doubt that the vendor is about to answer.
import type { OpenVendor } from './gathering';

export class VersionClient {
  private uses = 0;
  private isLeft = false;

  constructor(
    readonly version: number,
    private opened: OpenVendor,
  ) {}

  /** What the next gathering works with. */
  get open(): OpenVendor {
    return this.opened;
  }

  /** Gatherings under way keep what they began with. */
  askForReceiptsAt(receiptUrl: string | undefined): void {
    if (receiptUrl === this.opened.receiptUrl) return;
    const { vendor, client, settings } = this.opened;
    this.opened = { vendor, client, settings, ...(receiptUrl !== undefined && { receiptUrl }) };
  }

  /** The client stays open until this work is done. */
  async hold(work: Promise<void>): Promise<void> {
    this.uses += 1;
    try {
      await work;
    } finally {
      this.uses -= 1;
      await this.closeIfDone();
    }
  }

  /** Nothing new comes. */
  async leave(): Promise<void> {
    this.isLeft = true;
    await this.closeIfDone();
  }

  private async closeIfDone(): Promise<void> {
    if (this.isLeft && this.uses === 0) await this.open.client.close();
  }
}
