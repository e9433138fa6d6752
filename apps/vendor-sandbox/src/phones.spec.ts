// The phones of the sandbox from outside: over HTTP, with a wire that ends in this file, and vendors that are called as dispatch calls them.
import { type Outgoing, Publisher } from '@offline-push/bus';
import { messageSent, pushAddressed } from '@offline-push/contracts';
import { readBody } from '@offline-push/vendor-fakes';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PhoneAnswer } from './phones/phone';
import type { Published } from './publishing/published';
import type { Wire } from './publishing/wire.steps';
import { type Sandbox, startSandbox } from './sandbox';

const JSON_TYPE = { 'content-type': 'application/json' };
const TENANT = { appSecret: 'SECRET', packageNames: ['com.example.im'], channels: { chat: 'private' } };

/** Keeps what is published, and says what a topic says. */
class MemoryWire extends Publisher implements Wire {
  readonly publisher = this;
  readonly said: { topic: string; event: Record<string, unknown> }[] = [];
  isAway = false;
  hear: Parameters<Wire['follow']>[1] = () => undefined;

  publish(records: readonly Outgoing[]): Promise<void> {
    if (this.isAway) return Promise.reject(Object.assign(new Error('away'), { retriable: true }));
    for (const { topic, bytes } of records)
      this.said.push({
        topic: topic.name,
        event: JSON.parse(String(bytes?.value)) as Record<string, unknown>,
      });
    return Promise.resolve();
  }
  follow(_topics: readonly string[], take: typeof this.hear) {
    this.hear = take;
    return { start: () => undefined, isUpToDate: true, close: () => Promise.resolve() };
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
  tell(topic: { name: string }, event: object): void {
    const bytes = {
      topic: topic.name,
      partition: 0,
      offset: '0',
      key: null,
      headers: {},
      timestampMs: Date.now(),
    };
    this.hear({ ...bytes, value: Buffer.from(JSON.stringify(event)) });
  }
}

interface Done {
  phone: PhoneAnswer;
  happening: { is: string; published: Published[] };
}

describe('phones of the sandbox', () => {
  let folder: string;
  let sandbox: Sandbox;
  let wire: MemoryWire;
  let customer: Server;
  let receipts: string[];
  let inCustomer: () => void;

  const open = () =>
    startSandbox(
      {
        ...{ host: '127.0.0.1', port: 0, delayMs: 0, maySkipAhead: true },
        ...{ logFile: join(folder, 'calls.ndjson'), tenantsFile: join(folder, 'tenants.json') },
        phonesFile: join(folder, 'phones.json'),
      },
      wire,
    );

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-phones-'));
    wire = new MemoryWire();
    sandbox = await open();
    receipts = [];
    inCustomer = () => undefined;
    customer = createServer((incoming, outgoing) => {
      void readBody(incoming, 100_000).then((body) => {
        receipts.push(new URLSearchParams(body.toString()).get('data') ?? '');
        outgoing.end();
        inCustomer();
      });
    }).listen(0, '127.0.0.1');
    await once(customer, 'listening');
    await ask('POST', '/tenants', { vendor: 'xiaomi', ...TENANT });
  });
  afterEach(async () => {
    await sandbox.close();
    customer.closeAllConnections();
    customer.close();
    rmSync(folder, { recursive: true });
  });

  async function ask<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const has = body !== undefined;
    const response = await fetch(sandbox.url + path, {
      method,
      ...(has && { headers: JSON_TYPE, body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  }
  const make = async (user = 'anna', more: object = {}) => {
    const wish = { vendor: 'xiaomi', user, app: 'demo', certificateId: 1, ...more };
    const { status, body } = await ask<Done>('POST', '/v1/phones', wish);
    expect(status).toBe(201);
    return body.phone;
  };
  const act = (phone: PhoneAnswer, what: string, more: object = {}) =>
    ask<Done & { code?: string }>('POST', `/v1/phones/${phone.id}/actions`, { do: what, ...more });
  const now = async ({ id }: PhoneAnswer) => (await ask<PhoneAnswer>('GET', `/v1/phones/${id}`)).body;
  const changes = () =>
    wire.said.map(({ topic, event }) => (topic === 'session.changed.v1' ? event['change'] : topic));
  const tokenOf = (phone: PhoneAnswer): string => {
    const reports = wire.said.filter(({ event }) => event['binding'] && event['user'] === phone.user);
    return (reports.at(-1)?.event['binding'] as { token: string }).token;
  };

  /** As dispatch would. @returns the vendor's code. */
  async function push(token: string, title: string, more: Record<string, string> = {}): Promise<number> {
    const response = await fetch(`${sandbox.url}/xiaomi/v3/message/regid`, {
      method: 'POST',
      headers: { authorization: 'key=SECRET' },
      body: new URLSearchParams({
        ...{ registration_id: token, restricted_package_name: 'com.example.im', title, description: 'hello' },
        ...{ notify_id: '7', 'extra.channel_id': 'chat', 'extra.jobkey': title },
        'extra.callback': `http://127.0.0.1:${(customer.address() as AddressInfo).port}/r`,
        ...more,
      }),
    });
    return ((await response.json()) as { code: number }).code;
  }
  const receiptTypes = () =>
    receipts.flatMap((data) =>
      Object.values(JSON.parse(data) as object).map(({ type }: { type: number }) => type),
    );
  const receiptsAre = async (...types: number[]) => {
    while (receiptTypes().length < types.length) await new Promise<void>((resolve) => (inCustomer = resolve));
    expect(receiptTypes()).toEqual(types);
  };

  it('publishes what a gateway would: login, token, and each change with its commands', async () => {
    const phone = await make();
    expect(changes()).toEqual(['logged-in', 'binding.reported.v1']);
    const { body } = await act(phone, 'kill');
    expect(body.phone).toMatchObject({ process: 'killed', gatewaySaid: 'disconnected' });
    const [published] = body.happening.published;
    expect(published).toMatchObject({ topic: 'session.changed.v1', key: 'demo/anna' });
    expect(published?.headers).toMatchObject({ ce_type: 'session.changed.v1', ce_specversion: '1.0' });
    expect(published?.commands.kcat).toContain("-t session.changed.v1 -k 'demo/anna'");
    expect(published?.commands.consoleProducer).toContain('--reader-property parse.headers=true');
    await act(phone, 'background').then(({ status, body: refused }) =>
      expect([status, refused.code]).toEqual([409, 'app-is-killed']),
    );
    await act(phone, 'open');
    await act(phone, 'background');
    expect(changes().slice(2)).toEqual(['disconnected', 'connected', 'foreground', 'background']);
  });

  it('says nothing without network: a logout is told when it is back, and what came meanwhile rings then', async () => {
    const phone = await make();
    await act(phone, 'network-off');
    await act(phone, 'kill');
    await act(phone, 'log-out');
    expect(changes()).toHaveLength(2);
    expect((await now(phone)).unsaid).toEqual(['logged-out']);
    expect(await push(tokenOf(phone), 'one')).toBe(0);
    expect(await now(phone)).toMatchObject({ tray: [], held: [{ title: 'one' }] });
    const { body } = await act(phone, 'network-on');
    expect(body.phone).toMatchObject({ tray: [{ title: 'one', rings: 1 }], held: [], unsaid: [] });
    expect(changes().slice(2)).toEqual(['logged-out']);
    await receiptsAre(1);
  });

  it('skips ahead only while nothing comes from a phone', async () => {
    const phone = await make();
    expect((await act(phone, 'skip-ahead')).body.code).toBe('nothing-to-skip');
    await act(phone, 'network-off');
    await act(phone, 'skip-ahead');
    expect(wire.said.at(-1)?.event).toMatchObject({
      change: 'disconnected',
      detail: 'no heartbeat: skipped ahead',
    });
  });

  it('gives up what the vendor held too long', async () => {
    const phone = await make();
    await act(phone, 'network-off');
    await push(tokenOf(phone), 'brief', { time_to_live: '1' });
    expect((await now(phone)).held).toHaveLength(1);
    const { expiresAtMs = 0 } = (await now(phone)).held[0] ?? {};
    while (Date.now() <= expiresAtMs) await new Promise((resolve) => setImmediate(resolve));
    expect((await act(phone, 'network-on')).body.phone).toMatchObject({ tray: [], held: [] });
  });

  it('shows what the vendor shows, with the request behind it and no secret, and tells the click', async () => {
    const phone = await make('anna', { begins: 'killed' });
    const token = tokenOf(phone);
    wire.tell(pushAddressed, addressed(token, 'm-1'));
    await push(token, 'one');
    await push(token, 'one');
    const [shown] = (await now(phone)).tray;
    expect(shown).toMatchObject({ title: 'one', text: 'hello', channel: 'chat', rings: 1, suppressed: 1 });
    expect(shown).toMatchObject({ messageId: 'm-1', eventToPhoneMs: expect.any(Number) });
    expect(shown?.raw.path).toBe('/v3/message/regid');
    expect(JSON.stringify(shown)).not.toContain('SECRET');
    const { body } = await act(phone, 'click', { notification: shown?.id });
    expect(body.phone).toMatchObject({ process: 'foreground', tray: [] });
    expect(body.happening.published).toHaveLength(2);
    await receiptsAre(1, 2);
  });

  it('learns later whose push it was, if the vendor was quicker than the topic', async () => {
    const phone = await make();
    await push(tokenOf(phone), 'quick');
    wire.tell(pushAddressed, addressed(tokenOf(phone), 'm-2'));
    expect((await now(phone)).tray).toMatchObject([{ messageId: 'm-2' }]);
  });

  it('with notifications off the vendor takes the push, and nothing is shown', async () => {
    const phone = await make();
    await act(phone, 'notifications-off');
    expect(await push(tokenOf(phone), 'quiet', { 'extra.callback.type': '35' })).toBe(0);
    expect((await now(phone)).tray).toEqual([]);
    await receiptsAre(32);
  });

  it('a new installation has a new token, and the vendor knows the old one no more', async () => {
    const phone = await make();
    const old = tokenOf(phone);
    await act(phone, 'reinstall');
    expect(changes().at(-1)).toBe('disconnected');
    expect(await push(old, 'gone')).toBe(20301);
    await act(phone, 'log-in');
    expect(tokenOf(phone)).not.toBe(old);
    expect(await push(tokenOf(phone), 'back')).toBe(0);
  });

  it('a second login kicks the phone, and its next login kicks the other', async () => {
    const phone = await make();
    await act(phone, 'second-login');
    expect(changes().slice(2)).toEqual(['logged-in', 'kicked']);
    expect((await now(phone)).isLoggedIn).toBe(false);
    await act(phone, 'log-in');
    expect(changes().slice(4)).toEqual(['kicked', 'logged-in', 'binding.reported.v1']);
  });

  it('carries out actions on one phone one after the other', async () => {
    const phone = await make();
    await Promise.all(['kill', 'open', 'kill', 'open'].map((what) => act(phone, what)));
    const half = ['disconnected', 'connected', 'foreground'];
    expect(changes().slice(2)).toEqual([...half, ...half]);
  });

  it('changes nothing if Kafka did not take it', async () => {
    const phone = await make();
    wire.isAway = true;
    const { status, body } = await act(phone, 'kill');
    expect([status, body.code]).toEqual([503, 'unavailable']);
    expect((await now(phone)).process).toBe('foreground');
  });

  it('a message reaches an app with a link, and waits for one without', async () => {
    const [anna, ben] = [await make('anna'), await make('ben', { begins: 'killed' })];
    const wish = { app: 'demo', from: 'alice', to: ['anna', 'ben'], text: 'hi' };
    const sent = await ask<{ messageId: string }>('POST', '/v1/messages', wish);
    expect(sent.status).toBe(202);
    const event = wire.said.at(-1)?.event as object;
    wire.tell(messageSent, event);
    expect((await now(anna)).inbox).toMatchObject([{ messageId: sent.body.messageId, via: 'link' }]);
    expect((await now(ben)).inbox).toEqual([]);
    expect((await act(ben, 'open')).body.phone.inbox).toMatchObject([{ text: 'hi', via: 'fetched' }]);
    const { body } = await ask<{ published: Published[] }>('POST', '/v1/messages/commands', wish);
    expect(body.published[0]?.commands.kcat).toMatch(/^ID=m-\$\(date \+%s\)-\$RANDOM\nprintf/);
  });

  it('has weather: dead tokens, a wrong secret, receipts that come twice or never', async () => {
    const phone = await make();
    const weather = (is: string) => ask('PUT', '/v1/weather/xiaomi', { is });
    const codes: unknown[] = [];
    for (const is of [
      'tokens-dead',
      'secret-wrong',
      'quota-used-up',
      'receipts-dropped',
      'receipts-doubled',
    ]) {
      expect((await weather(is)).status).toBe(200);
      codes.push(await push(tokenOf(phone), is));
    }
    expect(codes).toEqual([20301, 21301, 200001, 0, 0]);
    await receiptsAre(1, 1);
    expect((await ask('PUT', '/v1/weather/nobody', { is: 'ok' })).status).toBe(404);
    expect((await ask('PUT', '/v1/weather/xiaomi', { is: 'fog' })).status).toBe(400);
  });

  it('keeps its phones over a restart, and their tokens live and die as before', async () => {
    const phone = await make();
    const old = tokenOf(phone);
    await act(phone, 'refresh-token');
    await sandbox.close();
    sandbox = await open();
    expect(await now(phone)).toMatchObject({ user: 'anna', isLoggedIn: true, tray: [] });
    await push(tokenOf(phone), 'again');
    expect((await now(phone)).tray).toHaveLength(1);
    expect(await push(old, 'old')).toBe(20301);
  });

  it('tells who watches, and goes on behind the last id', async () => {
    const phone = await make();
    const first = await watch();
    await act(phone, 'kill');
    const seen = await first.until('phone');
    first.close();
    await act(phone, 'open');
    const second = await watch(seen);
    const data = await second.until('phone');
    expect(data).not.toBe(seen);
    second.close();
    const lost = await watch('1.1');
    await lost.until('reset');
    lost.close();
  });

  /** `until` answers the id of the first event of that name. */
  async function watch(lastEventId?: string) {
    const leaving = new AbortController();
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const response = await fetch(`${sandbox.url}/v1/live?app=demo&stories=false`, {
      headers,
      signal: leaving.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (name: string): Promise<string> => {
      for (;;) {
        const found = new RegExp(`id: (\\S+)\nevent: ${name}\n`).exec(text)?.[1];
        if (found !== undefined) return found;
        text += (await reader.read()).value ?? '';
      }
    };
    return { until, close: () => leaving.abort() };
  }

  it('refuses with the field and its rule, and what is no use without Kafka', async () => {
    const wrong = await ask<{ errors: { pointer: string }[] }>('POST', '/v1/phones', {
      vendor: 'xiaomi',
      usr: 'a',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/usr', '/user']),
    );
    const nobody = { vendor: 'nobody', user: 'a', app: 'demo', certificateId: 1 };
    expect((await ask('POST', '/v1/phones', nobody)).status).toBe(400);
    expect((await ask('GET', '/v1/phones?limit=1')).status).toBe(400);
    expect((await ask('DELETE', '/v1/messages')).status).toBe(405);
    expect((await ask('POST', '/v1/demo?app=another')).status).toBe(409);
    const foreign = await fetch(`${sandbox.url}/v1/reset`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status).toBe(403);
    await sandbox.close();
    sandbox = await startSandbox({ host: '127.0.0.1', port: 0, logFile: join(folder, 'other'), delayMs: 0 });
    const { status, body } = await ask<{ code: string }>('POST', '/v1/phones', {
      ...nobody,
      vendor: 'xiaomi',
    });
    expect([status, body.code]).toEqual([409, 'no-kafka']);
  });
});

const addressed = (token: string, messageId: string) => ({
  ...{ app: 'demo', messageId, conversation: 'c', contentHash: 'v1CtwmT9wDn3xHbSd4f7Qw' },
  ...{ sentAtMs: Date.now(), expiresAtMs: Date.now() + 60_000, content: { text: 'hello' }, stopped: [] },
  onward: [
    {
      ...{ targetId: 'Xf2PqJcV0mB1sT8hYk3L9w', user: 'anna', device: 'd', session: 's' },
      ...{ vendor: 'xiaomi', certificateId: 1, token },
    },
  ],
});
