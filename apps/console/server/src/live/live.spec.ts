// The merged stream, over HTTP: two services that speak, fall silent, end and come again.
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import { ConsoleApp, listening } from '../../fixtures/console-app';

const DEADLINE_MS = 60_000;

/** A service with an event stream, told by the spec what to say. */
class Speaker {
  readonly asked: { url: string; headers: IncomingHttpHeaders }[] = [];
  readonly #open: ServerResponse[] = [];
  #heard: () => void = () => undefined;
  refuses: number | undefined;
  private constructor(private server?: Server & { url: string }) {}

  static async start(): Promise<Speaker> {
    const speaker = new Speaker();
    speaker.server = await listening((request, response) => {
      speaker.asked.push({ url: request.url ?? '', headers: request.headers });
      if (speaker.refuses !== undefined)
        response
          .writeHead(speaker.refuses, { 'content-type': 'application/problem+json' })
          .end('{"code":"no"}');
      else {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
        speaker.#open.push(response);
      }
      speaker.#heard();
    });
    return speaker;
  }

  get url(): string {
    return this.server?.url ?? '';
  }

  /** To the page that asked last. */
  says(text: string): void {
    this.#open.at(-1)?.write(text);
  }

  endsAll(): void {
    for (const response of this.#open.splice(0)) response.end();
  }

  cutsAll(): void {
    for (const response of this.#open.splice(0)) response.destroy();
  }

  async isAsked(times: number): Promise<void> {
    while (this.asked.length < times) await new Promise<void>((resolve) => (this.#heard = resolve));
  }

  stop(): void {
    this.server?.close().closeAllConnections();
  }
}

/** As EventSource reads: text until it has a piece. */
class Page {
  text = '';
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #gone = new AbortController();
  isOver = false;

  constructor(readonly answer: Response) {
    if (answer.body === null) throw new Error('no stream');
    this.#reader = answer.body.getReader();
  }

  async has(piece: string): Promise<string> {
    const late = setTimeout(() => void this.#reader.cancel(), DEADLINE_MS);
    while (!this.text.includes(piece) && (await this.#more()));
    clearTimeout(late);
    expect(this.text).toContain(piece);
    return this.text;
  }

  async ends(): Promise<void> {
    while (await this.#more());
    this.isOver = true;
  }

  close(): void {
    this.#gone.abort();
    void this.#reader.cancel();
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#reader.read();
    if (value) this.text += Buffer.from(value).toString();
    return !done;
  }

  get lastId(): string {
    return [...this.text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? '';
  }
}

let log: Speaker;
let sandbox: Speaker;
let desk: ConsoleApp;
const pages: Page[] = [];
beforeEach(async () => {
  [log, sandbox] = await Promise.all([Speaker.start(), Speaker.start()]);
  desk = await ConsoleApp.start({
    CONSOLE_SERVICES: `delivery-log=${log.url},vendor-sandbox=${sandbox.url}`,
  });
});
afterEach(async () => {
  for (const page of pages.splice(0)) page.close();
  await desk.stop();
  log.stop();
  sandbox.stop();
});

async function open(query = 'app=demo', headers: Record<string, string> = {}): Promise<Page> {
  const cookie = headers['cookie'] ?? (await desk.signedIn());
  const page = new Page(await fetch(`${desk.url}/live?${query}`, { headers: { ...headers, cookie } }));
  pages.push(page);
  return page;
}

it('tells what each service says, under its name, and hands on what narrows it', async () => {
  const page = await open('app=demo&message=m-1&stories=true');
  expect(page.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(page.answer.headers.get('x-accel-buffering')).toBe('no');
  await Promise.all([log.isAsked(1), sandbox.isAsked(1)]);
  expect(log.asked[0]?.url).toBe('/v1/apps/demo/live?message=m-1&stories=true');
  expect(log.asked[0]?.headers['offline-push-acting-for']).toBe('user=li.wei&app=demo&role=operator');
  expect(sandbox.asked[0]?.headers).not.toHaveProperty('authorization');
  log.says('retry: 9\n\nid: 1.1\nevent: story\ndata: {"a":\ndata: 1}\n\n');
  await page.has('event: delivery-log.story\ndata: {"a":\ndata: 1}\n\n');
  sandbox.says('id: 7.1\r\nevent: phone\r\ndata: {"b":2}\r\n\r\n');
  const text = await page.has('event: vendor-sandbox.phone\ndata: {"b":2}\n\n');
  expect(text).toMatch(/^id: delivery-log=1\.1;vendor-sandbox=7\.1\nevent: vendor-sandbox\.phone$/m);
  expect(text).not.toContain('retry: 9');
});

it('goes on at each service behind what the page saw, also where only a heartbeat had said it', async () => {
  const page = await open();
  await Promise.all([log.isAsked(1), sandbox.isAsked(1)]);
  log.says(': all is told\nid: 1.5\n\n');
  sandbox.says('id: 7.3\nevent: phone\ndata: {}\n\n');
  await page.has('vendor-sandbox.phone');
  log.says('event: lane\ndata: {}\n\n');
  await page.has('delivery-log.lane');
  const again = await open('app=demo', { 'last-event-id': page.lastId });
  await Promise.all([log.isAsked(2), sandbox.isAsked(2)]);
  expect(log.asked[1]?.headers['last-event-id']).toBe('1.5');
  expect(sandbox.asked[1]?.headers['last-event-id']).toBe('7.3');
  expect(again.answer.status).toBe(200);
});

it('opens the stream of a service again when it ends, without a word, and says so when it is away', async () => {
  const page = await open();
  await Promise.all([log.isAsked(1), sandbox.isAsked(1)]);
  log.says('id: 1.9\nevent: story\ndata: {}\n\n');
  await page.has('delivery-log.story');
  log.endsAll();
  await log.isAsked(2);
  expect(log.asked[1]?.headers['last-event-id']).toBe('1.9');
  expect(page.text).not.toContain('unreachable');
  log.refuses = 503;
  log.cutsAll();
  await page.has('event: console.unreachable\ndata: {"service":"delivery-log"}');
  sandbox.says('event: phone\ndata: {"still":1}\n\n');
  await page.has('{"still":1}');
  log.refuses = undefined;
  await page.has('event: console.reachable\ndata: {"service":"delivery-log"}');
});

it('begins although a service is away, and leaves out a sandbox that has no stream', async () => {
  log.refuses = 503;
  sandbox.refuses = 404;
  const page = await open();
  await page.has('console.unreachable');
  expect(page.text).not.toContain('"service":"vendor-sandbox"');
});

it('is no stream for who may not have one: refusals are plain answers', async () => {
  const cookie = await desk.signedIn();
  const statusOf = async (query: string, headers: Record<string, string> = { cookie }) =>
    (await fetch(`${desk.url}/live?${query}`, { headers })).status;
  expect(await statusOf('app=demo', {})).toBe(401);
  expect(await statusOf('app=other')).toBe(404);
  expect(await statusOf('app=No%2FWay')).toBe(400);
  expect(await statusOf('')).toBe(400);
  log.refuses = 400;
  expect(await statusOf('app=demo&nonsense=1')).toBe(400);
});

it('ends with its session, and with nothing left open at the services', async () => {
  const cookie = await desk.signedIn();
  const page = await open('app=demo', { cookie });
  await page.has('console.ready');
  await desk.post('/auth/logout', {}, { cookie });
  await page.ends();
  expect((await fetch(`${desk.url}/live?app=demo`, { headers: { cookie } })).status).toBe(401);
});

it('many tabs have a stream each, up to a bound', async () => {
  const cookie = await desk.signedIn();
  const tabs = await Promise.all(Array.from({ length: 50 }, () => open('app=demo', { cookie })));
  expect(tabs.map(({ answer }) => answer.status)).toEqual(tabs.map(() => 200));
  const more = await fetch(`${desk.url}/live?app=demo`, { headers: { cookie } });
  expect([more.status, await more.json()]).toEqual([
    503,
    expect.objectContaining({ code: 'too-many-streams' }),
  ]);
});
