// A rehearsal of a send: the client makes its requests, they are written down with the address that they were for, and none of them leaves.
// The client is opened with addresses under `.invalid`, which exist nowhere (RFC 2606), so that nothing could arrive even by mistake.
import { randomUUID } from 'node:crypto';
import { ANY_HOST, type Endpoints, NOT_BEGUN } from '../../vendor';

/** A request as it would have left. */
export interface Rehearsed {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** HTTP/2 keeps it apart. */
  readonly authorization?: string | undefined;
  readonly body?: string | Buffer | undefined;
}

const NOT_SENT = { kind: 'no-answer', code: NOT_BEGUN, mayHaveArrived: false } as const;
const SUFFIX = '.rehearsal.invalid';

const running = new Map<string, Rehearsal>();

/** The rehearsal that this address belongs to; undefined for every address of a vendor. */
export const rehearsalAt = ({ hostname }: URL): Rehearsal | undefined =>
  hostname.endsWith(SUFFIX) ? running.get(hostname.slice(hostname.indexOf('.') + 1)) : undefined;

export class Rehearsal {
  readonly requests: Rehearsed[] = [];
  /** To open a client with, in place of the real ones. */
  readonly endpoints: Endpoints;
  private readonly host = `${randomUUID()}${SUFFIX}`;
  private readonly real = new Map<string, string>();

  /** `anyHost`: where a call goes whose token names the host. */
  constructor(endpoints: Endpoints, anyHost: string) {
    const names = Object.entries(endpoints);
    this.endpoints = Object.fromEntries(
      names.map(([name, base], i) => [name, this.standIn(`e${i}`, base === ANY_HOST ? anyHost : base)]),
    );
    running.set(this.host, this);
  }

  end(): void {
    running.delete(this.host);
  }

  /** @param base the address that the client was opened with. */
  note(base: URL, { method, path, headers, authorization, body = '' }: Request): typeof NOT_SENT {
    const url = `${this.real.get(base.hostname) ?? base.origin}${path}`;
    const shown = { ...headers, ...(authorization !== undefined && { authorization }) };
    this.requests.push({ method, url, headers: shown, body });
    return NOT_SENT;
  }

  private standIn(name: string, base: string): string {
    const hostname = `${name}.${this.host}`;
    this.real.set(hostname, base);
    return `http://${hostname}`;
  }
}
