// Serves fakes over HTTP/1.1, one path prefix per vendor. Every call takes one way: read, decide, record, wait, answer.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliver } from './deliver';
import { isTaken, Scripts, type Trick, trickOf } from './tricks';
import type { FakeAnswer, FakeCall, FakeRequest, VendorFake } from './vendor-fake';
import type { Witness } from './witness';

/** The widest request of any vendor is half as long. */
const MAX_BODY_BYTES = 4_194_304;

interface Decided {
  readonly answer: FakeAnswer;
  readonly trick: Trick | undefined;
}

export class FakeHost {
  /** Added to every answer. In ms. */
  delayMs = 0;
  private readonly served: ReadonlyMap<string, { fake: VendorFake; scripts: Scripts }>;

  constructor(
    fakes: readonly VendorFake[],
    private readonly witness: Witness,
    /** Calls that the witness knows already. */
    private calls = 0,
  ) {
    this.served = new Map(fakes.map((fake) => [fake.vendor, { fake, scripts: new Scripts() }]));
  }

  get fakes(): VendorFake[] {
    return [...this.served.values()].map(({ fake }) => fake);
  }

  fakeOf(vendor: string): VendorFake | undefined {
    return this.served.get(vendor)?.fake;
  }

  scriptsOf(vendor: string): Scripts | undefined {
    return this.served.get(vendor)?.scripts;
  }

  /** Forgets all calls; the next one is number 1. */
  restart(): void {
    this.calls = 0;
    for (const { fake } of this.served.values()) fake.forget();
  }

  /** False: the path belongs to no vendor, and nothing was answered. */
  take(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
    const [, vendor = '', path = '', query = ''] =
      /^\/([^/?]+)([^?]*)\??(.*)$/.exec(incoming.url ?? '') ?? [];
    const served = this.served.get(vendor);
    if (served === undefined) return false;
    readBody(incoming, MAX_BODY_BYTES)
      .then((body) => {
        const { method = '', headers } = incoming;
        return this.respond({ method, path, query, headers, body, atMs: Date.now() }, served, outgoing);
      })
      // A call that cannot be read to its end or recorded has no answer.
      .catch((error: Error) => {
        process.emitWarning(error);
        outgoing.destroy();
      });
    return true;
  }

  private async respond(
    request: FakeRequest,
    { fake, scripts }: { fake: VendorFake; scripts: Scripts },
    outgoing: ServerResponse,
  ): Promise<void> {
    const call = fake.read(request);
    if (call.isLogin === true) {
      const answer = fake.answer(call, request.atMs);
      await until(request.atMs + this.delayMs);
      return deliver(outgoing, answer, undefined);
    }
    const { answer, trick } = decide(fake, scripts, call, request.atMs);
    const n = ++this.calls;
    const isGiven = trick === undefined || !isTaken(trick) || trick.do === 'slow';
    await this.witness.append({
      n,
      atMs: request.atMs,
      vendor: fake.vendor,
      path: request.path,
      credential: call.credential === undefined ? null : hashed(call.credential),
      targets: call.messages.reduce((sum, { tokens }) => sum + tokens.length, 0),
      messages: call.messages,
      answer: isGiven ? 'given' : 'withheld',
      status: answer.status,
      code: answer.code,
      accepted: answer.accepted,
    });
    await until(request.atMs + this.delayMs + (trick?.ms ?? 0));
    if (outgoing.destroyed) await this.witness.append({ lost: n, atMs: Date.now() });
    else deliver(outgoing, answer, trick);
  }
}

/** A script goes before the text of a token. What was not taken changes nothing at the vendor. */
function decide(fake: VendorFake, scripts: Scripts, call: FakeCall, nowMs: number): Decided {
  const tokens = call.messages.flatMap((message) => message.tokens);
  const trick = scripts.next() ?? trickOf(tokens);
  if (trick === undefined || isTaken(trick)) return { answer: fake.answer(call, nowMs), trick };
  if (trick.do === 'code') return { answer: fake.refuse(trick.code, nowMs), trick };
  const status = trick.do === 'redirect' ? 302 : (trick.status ?? 503);
  return { answer: { status, body: '<html>no</html>', code: `http-${status}`, accepted: 0 }, trick };
}

const hashed = (secret: string): string => createHash('sha256').update(secret).digest('hex').slice(0, 16);

const until = (atMs: number): Promise<void> | undefined => {
  const waitMs = atMs - Date.now();
  return waitMs > 0 ? new Promise((resolve) => setTimeout(resolve, waitMs)) : undefined;
};

/** Rejects when the body is longer than `maxBytes` or the caller leaves in the middle of it. */
export function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) reject(new Error('body too long'));
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('close', () => reject(new Error('caller left')));
    incoming.on('error', reject);
  });
}

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on this machine only. Port 0: any free one. */
export async function listen(server: Server, port: number, host = '127.0.0.1'): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = server.address() as AddressInfo;
  return {
    url: `http://${host}:${bound.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A server of fakes alone, for tests. */
export const serveFakes = (host: FakeHost): Promise<Listening> =>
  listen(
    createServer((incoming, outgoing) => {
      if (!host.take(incoming, outgoing)) outgoing.writeHead(404).end();
    }),
    0,
  );
