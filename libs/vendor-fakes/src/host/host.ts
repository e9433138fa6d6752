// Serves fakes, one path prefix per vendor. Every call takes one way: read, decide, record, wait, answer.
import { hash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { ServerHttp2Stream } from 'node:http2';
import type { Readable } from 'node:stream';
import { type Outlet, overHttp1, overHttp2 } from './deliver';
import type { ReceiptPoster } from './receipt-poster';
import { isTaken, Scripts, type Trick, trickOf } from './tricks';
import { Weather } from './weather';
import type { FakeAnswer, FakeCall, FakeConnection, FakeRequest, VendorFake } from './vendor-fake';
import type { Witness } from './witness';

/** The widest request of any vendor is half as long. */
const MAX_BODY_BYTES = 4_194_304;

interface Served {
  readonly fake: VendorFake;
  readonly scripts: Scripts;
  readonly weather: Weather;
}

/** A vendor's place in the server, and what is below it. */
interface Place {
  readonly served: Served;
  readonly path: string;
  readonly query: string;
}

interface Decided {
  readonly answer: FakeAnswer;
  readonly trick: Trick | undefined;
}

export class FakeHost {
  /** Added to every answer. In ms. */
  delayMs = 0;
  /** Added to every answer to a login, besides. In ms. */
  loginDelayMs = 0;
  /** Logins so far, also those that have no answer yet. */
  logins = 0;
  /** Vendors that were asked for one. */
  readonly askedForLogin = new Set<string>();
  private readonly served: ReadonlyMap<string, Served>;
  /** Is told of each push before its vendor decides, for who wants to show it as it came. */
  onPush: (vendor: string, request: FakeRequest, call: FakeCall) => void = () => undefined;

  constructor(
    fakes: readonly VendorFake[],
    private readonly witness: Witness,
    /** Calls that the witness knows already. */
    private calls = 0,
    /** Absent: receipts stay with the fakes. */
    private readonly poster?: ReceiptPoster,
  ) {
    this.served = new Map(
      fakes.map((fake) => [fake.vendor, { fake, scripts: new Scripts(), weather: new Weather() }]),
    );
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

  weatherOf(vendor: string): Weather | undefined {
    return this.served.get(vendor)?.weather;
  }

  /** Posts what a vendor has to tell, of something that happened on a phone without a call. */
  flush(vendor: string): void {
    const served = this.served.get(vendor);
    if (served !== undefined) this.postReceipts(served);
  }

  /** Forgets all calls; the next one is number 1. */
  restart(): void {
    this.calls = 0;
    for (const { fake } of this.served.values()) fake.forget();
  }

  /** False: the path belongs to no vendor, and nothing was answered. */
  take(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
    const { method = '', headers, url } = incoming;
    return this.answer(incoming, url, { method, headers }, overHttp1(outgoing));
  }

  /** The same over HTTP/2, where a vendor may look at the connection too. */
  takeStream(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, connection: FakeConnection): boolean {
    const { ':method': method = '', ':path': url } = headers as Record<string, string | undefined>;
    return this.answer(stream, url, { method, headers, connection }, overHttp2(stream));
  }

  /** By its prefix, or by a path that no other vendor has. */
  private placeOf(url = ''): Place | undefined {
    const [whole = '', ...asked] = url.split('?');
    const query = asked.join('?');
    const vendor = whole.split('/', 2)[1] ?? '';
    const rest = whole.slice(1 + vendor.length);
    const served = this.served.get(vendor);
    if (served !== undefined) return { served, path: rest, query };
    const path = `/${vendor}${rest}`;
    const owner = [...this.served.values()].find(({ fake }) => fake.ownPaths?.test(path));
    return owner && { served: owner, path, query };
  }

  private answer(
    incoming: Readable,
    url: string | undefined,
    head: Pick<FakeRequest, 'method' | 'headers' | 'connection'>,
    outlet: Outlet,
  ): boolean {
    const place = this.placeOf(url);
    if (place === undefined) return false;
    const { served, path, query } = place;
    if (served.fake.countsStreams !== true) head.connection?.allow();
    readBody(incoming, MAX_BODY_BYTES)
      .then((body) => this.respond({ ...head, path, query, body, atMs: Date.now() }, served, outlet))
      .then(() => this.postReceipts(served))
      // A call that cannot be read to its end or recorded has no answer.
      .catch((error: Error) => {
        if (error instanceof BodyTooLong)
          return outlet.deliver({ status: 413, body: error.message, code: '413', accepted: 0 }, undefined);
        process.emitWarning(error);
        outlet.destroy();
      });
    return true;
  }

  private postReceipts({ fake, weather }: Served): void {
    if (this.poster === undefined) return;
    const copies = weather.copies(Date.now());
    for (;;) {
      const receipt = fake.nextReceipt?.(Date.now());
      if (receipt === undefined) return;
      for (let i = 0; i < copies; i++) this.poster.post(receipt);
    }
  }

  private async respond(request: FakeRequest, served: Served, outlet: Outlet): Promise<void> {
    const { fake, weather } = served;
    const call = fake.read(request);
    if (call.isLogin === true) {
      this.logins += 1;
      this.askedForLogin.add(fake.vendor);
      const isRefused = weather.at(request.atMs).is === 'secret-wrong';
      const answer = isRefused ? fake.fault(401, request.atMs, call) : fake.answer(call, request.atMs);
      await until(request.atMs + this.delayMs + this.loginDelayMs);
      return outlet.deliver(answer, undefined);
    }
    this.onPush(fake.vendor, request, call);
    const { answer, trick } = decide(served, call, request.atMs);
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
    if (outlet.isGone) await this.witness.append({ lost: n, atMs: Date.now() });
    else outlet.deliver(answer, trick);
  }
}

/** A script goes before the text of a token. What was not taken changes nothing at the vendor. */
function decide({ fake, scripts, weather }: Served, call: FakeCall, nowMs: number): Decided {
  const tokens = call.messages.flatMap((message) => message.tokens);
  const words = fake.wordOf === undefined ? tokens : tokens.map((token) => fake.wordOf?.(token) ?? token);
  const trick = scripts.next() ?? weather.trickFor(fake.quotaCode, nowMs) ?? trickOf(words);
  fake.phones.areAllDead = weather.at(nowMs).is === 'tokens-dead';
  if (trick === undefined || isTaken(trick)) return { answer: fake.answer(call, nowMs), trick };
  if (trick.do === 'code') return { answer: fake.refuse(trick.code, nowMs, call), trick };
  const status = trick.do === 'redirect' ? 302 : (trick.status ?? 503);
  const isOwn = trick.do === 'status' && status >= 400;
  return { answer: isOwn ? fake.fault(status, nowMs, call) : pageOf(status), trick };
}

const pageOf = (status: number): FakeAnswer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><body><h1>${status}</h1></body></html>`,
  code: `http-${status}`,
  accepted: 0,
});

const hashed = (secret: string): string => hash('sha256', secret, 'hex').slice(0, 16);

const until = (atMs: number): Promise<void> | undefined => {
  const waitMs = atMs - Date.now();
  return waitMs > 0 ? new Promise((resolve) => setTimeout(resolve, waitMs)) : undefined;
};

/** The caller may still read an answer: what comes beyond is read and dropped. */
export class BodyTooLong extends Error {
  readonly status = 413;
}

/** Rejects when the body is longer than `maxBytes` or the caller leaves in the middle of it. */
export function readBody(incoming: Readable, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) reject(new BodyTooLong(`the body must have at most ${maxBytes} bytes`));
      else chunks.push(chunk);
    });
    incoming.on('end', () =>
      resolve(chunks[0] !== undefined && chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)),
    );
    incoming.on('close', () => {
      // An error with its stack for each call would cost more than reading it.
      if (!incoming.readableEnded) reject(new Error('caller left'));
    });
    incoming.on('error', reject);
  });
}
