// The HTTP API of vendor-sandbox for demo, stories and benchmark: who may send, what was called, what the phones show.
import type { CallRecord, Shown } from '@offline-push/vendor-fakes';

const DEADLINE_MS = 10_000;
const PAGE = 10_000;

export class Sandbox {
  constructor(readonly url: string) {}

  admit(vendor: string, tenant: object): Promise<unknown> {
    return this.ask('POST', '/tenants', { vendor, ...tenant });
  }

  /** Makes a vendor slow, broken or silent; see the sandbox's README. */
  control(wish: object): Promise<unknown> {
    return this.ask('POST', '/control', wish);
  }

  /** All calls so far, from the record that the sandbox writes before it answers. */
  async calls(): Promise<CallRecord[]> {
    const all: CallRecord[] = [];
    for (;;) {
      const { calls } = await this.ask<{ calls: CallRecord[] }>(
        'GET',
        `/calls?since=${all.at(-1)?.n ?? 0}&limit=${PAGE}`,
      );
      all.push(...calls);
      if (calls.length < PAGE) return all;
    }
  }

  count(): Promise<{ calls: number; targets: number; accepted: number; withheld: number; lost: number }> {
    return this.ask('GET', '/calls/count');
  }

  /** Forgets calls and phones. */
  async clear(): Promise<void> {
    await this.ask('DELETE', '/calls');
  }

  /** Calls that carried this token, oldest first. */
  async callsTo(token: string): Promise<CallRecord[]> {
    return (await this.calls()).filter(({ messages }) =>
      messages.some(({ tokens }) => tokens.includes(token)),
    );
  }

  async shownOn(vendor: string, token: string): Promise<Shown[]> {
    const phones = await this.ask<Record<string, Record<string, Shown[]>>>(
      'GET',
      `/phones?token=${encodeURIComponent(token)}`,
    );
    return phones[vendor]?.[token] ?? [];
  }

  private async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }
}
