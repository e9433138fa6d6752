// An operator's hands at the certificates: what curl would do, answers of every status included.
import { certificateChanged, type CertificateChanged } from '@offline-push/contracts';
import { until } from '@offline-push/parts';
import { newFakes } from '@offline-push/vendor-fakes';
import { must } from '../must';
import type { Scene } from '../scene';

const DEADLINE_MS = 60_000;

export interface Read {
  id: number;
  name: string;
  state: string;
  current: { settings: object } | null;
  effectiveAtMs: number;
  resumedAtMs?: number;
  expiresAtMs: number | null;
  bindings: number | null;
  health: { state: string; code?: string; says?: string };
}

export interface Answered<T> {
  status: number;
  etag: string;
  text: string;
  body: T;
}

export class Desk {
  private readonly list: string;

  constructor(private readonly scene: Scene) {
    this.list = `/v1/apps/${scene.stage.tenant.app}/certificates`;
  }

  /** A certificate of its own, with the settings of the vendor's fake. */
  async create(vendor: string, more: object = {}): Promise<number> {
    const body = { vendor, name: this.scene.fresh(vendor), ...this.formOf(vendor), ...more };
    const { status, text, body: created } = await this.ask<Read>('POST', this.list, { body });
    must(status === 201, `creating a certificate: ${status} ${text}`);
    return created.id;
  }

  formOf(vendor: string): { settings: object; credential: object } {
    const sample = newFakes().find((fake) => fake.vendor === vendor)?.sample;
    return { settings: { ...sample?.settings }, credential: { ...sample?.credential } };
  }

  async read(id: number): Promise<Answered<Read>> {
    const answer = await this.ask<Read>('GET', `${this.list}/${id}`);
    must(answer.status === 200, `reading certificate ${id}: ${answer.status} ${answer.text}`);
    return answer;
  }

  /** With the ETag of the moment. */
  async change(method: string, id: number, action = '', body?: object): Promise<Answered<Read>> {
    const { etag } = await this.read(id);
    return this.ask<Read>(method, `${this.list}/${id}${action}`, { body, etag });
  }

  /** A change that must be taken. */
  async changes(method: string, id: number, action = '', body?: object): Promise<Read> {
    const { status, text, body: changed } = await this.change(method, id, action, body);
    must(status === 200, `${method} ${id}${action}: ${status} ${text}`);
    return changed;
  }

  /** Polls until the answer is as it must become. */
  async becomes(id: number, words: string, isIt: (read: Read) => boolean): Promise<Read> {
    let last: Read | undefined;
    return until(
      DEADLINE_MS,
      words,
      async () => {
        last = (await this.read(id)).body;
        return isIt(last) ? last : undefined;
      },
      100,
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}; the answer said ${JSON.stringify(last)}`);
    });
  }

  /** The next event of the certificate that is so, wherever in the topic. */
  told(id: number, isIt: (event: CertificateChanged) => boolean): Promise<CertificateChanged> {
    return this.scene.stage.reader.next(
      certificateChanged,
      (event) => event.certificateId === id && isIt(event),
      DEADLINE_MS,
    );
  }

  async ask<T>(
    method: string,
    path: string,
    {
      body,
      etag,
      role = 'operator',
    }: { body?: object | undefined; etag?: string; role?: 'operator' | 'admin' } = {},
  ): Promise<Answered<T>> {
    const { programs } = this.scene.platform;
    const response = await fetch(`${programs.certificates.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.scene.platform.key(role)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(etag !== undefined && { 'if-match': etag }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const text = await response.text();
    return {
      status: response.status,
      etag: response.headers.get('etag') ?? '',
      text,
      body: (text === '' ? undefined : JSON.parse(text)) as T,
    };
  }

  async metrics(): Promise<string> {
    const { opsUrl } = this.scene.platform.programs.certificates;
    return (await fetch(`${opsUrl}/metrics`, { signal: AbortSignal.timeout(DEADLINE_MS) })).text();
  }
}
