// The fake holds the protocol: what a push service and a browser refuse, over real HTTP, whoever calls.
import { encrypt, keyPairOf, Vapid } from '@offline-push/vendors/web-push/for-fakes';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { newFake, type WebPushFake } from './fake';
import { browserOf, sample, tokenFor } from './sample';

let fake: WebPushFake;
let server: Listening;

beforeEach(async () => {
  fake = newFake();
  expect(fake.admit(sample.tenant)).toBeUndefined();
  server = await serveFakes(new FakeHost([fake], new MemoryWitness()));
});
afterEach(() => server.close());

const pair = keyPairOf(sample.credential as { privateKey: string })!;
const authorization = (aud: string, nowMs = Date.now(), subject = 'mailto:push@example.com') =>
  new Vapid(pair, { subject }).headerFor(aud, nowMs);

function bodyFor(word: string, clear = '{"title":"Ann","body":"hi","tag":"t"}'): Buffer {
  const browser = browserOf(word);
  return encrypt(clear, { p256dh: browser.pair.getPublicKey(), auth: browser.auth });
}

const good = (word = 'ok-1') => ({
  method: 'POST',
  headers: {
    ...{ ttl: '60', urgency: 'high', topic: 'abc', 'content-encoding': 'aes128gcm' },
    authorization: authorization(server.url),
  } as Record<string, string>,
  body: bodyFor(word),
});

async function push(word: string, change: (request: ReturnType<typeof good>) => object = () => ({})) {
  const request = good(word);
  return fetch(`${server.url}/wpush/${word}`, { ...request, ...change(request) } as RequestInit);
}

const withHeader =
  (name: string, value: string | undefined) =>
  ({ headers }: ReturnType<typeof good>) => {
    const others = Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name));
    return { headers: value === undefined ? others : { ...others, [name]: value } };
  };

describe('a push service', () => {
  it('takes a good push with 201, and the browser shows what it decrypted', async () => {
    const answer = await push('ok-1');
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toMatch(/\/m\/\S+$/);
    expect(answer.headers.get('ttl')).toBe('60');
    expect(fake.phones.shownOn(tokenFor('ok-1'))).toMatchObject([{ title: 'Ann', text: 'hi', rings: 1 }]);
  });
  it.each([
    ['no TTL', withHeader('ttl', undefined), 400, 111],
    ['a TTL in words', withHeader('ttl', 'soon'), 400, 111],
    ['an unknown urgency', withHeader('urgency', 'now'), 400, 111],
    ['a topic of 33 characters', withHeader('topic', 'x'.repeat(33)), 400, 113],
    ['another encoding', withHeader('content-encoding', 'aesgcm'), 400, 110],
    ['a body for another browser', () => ({ body: bodyFor('ok-2') }), 400, 110],
    ['a body of 4097 bytes', () => ({ body: Buffer.alloc(4_097) }), 413, 104],
    ['no signature', withHeader('authorization', undefined), 403, 109],
    [
      'a signature for another origin',
      () => withHeader('authorization', authorization('https://other.example'))(good()),
      403,
      109,
    ],
    [
      'a signature of yesterday',
      () => withHeader('authorization', authorization(server.url, Date.now() - 13 * 3_600_000))(good()),
      403,
      109,
    ],
    [
      'one for more than a day',
      () => withHeader('authorization', authorization(server.url, Date.now() + 13 * 3_600_000))(good()),
      403,
      109,
    ],
    [
      'a contact with brackets',
      () => withHeader('authorization', authorization(server.url, Date.now(), 'mailto:<a@b>'))(good()),
      403,
      109,
    ],
    [
      'a spoilt signature',
      () =>
        withHeader(
          'authorization',
          authorization(server.url).replace(/\.[^.]{8}(?=[^.]*, k)/, '.AAAAAAAA'),
        )(good()),
      403,
      109,
    ],
  ])('refuses %s', async (_what, change, status, errno) => {
    const answer = await push('ok-1', change);
    expect({ status: answer.status, ...((await answer.json()) as object) }).toMatchObject({ status, errno });
    expect(fake.phones.shownOn(tokenFor('ok-1'))).toEqual([]);
  });
  it.each([
    ['ok-1', 'GET', 405],
    ['dead-1', 'POST', 410],
    ['busy-1', 'POST', 429],
    ['a.b', 'POST', 404],
    ['foreign-1', 'POST', 403],
  ])('has for %s by %s the status %i', async (word, method, status) => {
    const body = method === 'GET' ? { body: undefined } : {};
    expect((await push(word, () => ({ method, ...body }))).status).toBe(status);
  });
  it('takes what other clients write: parts of the header in any order and without a blank', async () => {
    const [, t, k] = /t=(\S+), k=(\S+)$/.exec(authorization(server.url)) ?? [];
    expect((await push('ok-1', withHeader('authorization', `vapid k=${k},t=${t}`))).status).toBe(201);
  });
  it('answers in the words of the service that the tenant wants', async () => {
    for (const [profile, status] of [
      ['google', 201],
      ['apple', 201],
      ['ntfy', 200],
    ] as const) {
      expect(fake.admit({ ...sample.tenant, profile })).toBeUndefined();
      expect((await push('ok-1')).status).toBe(status);
    }
    fake.admit({ ...sample.tenant, profile: 'apple' });
    const answer = await push('foreign-1');
    expect([answer.status, await answer.text()]).toEqual([403, '{"reason":"VapidPkHashMismatch"}']);
  });
  it('has a rate', async () => {
    fake.admit({ ...sample.tenant, messagesPerSecond: 1 });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await push('ok-1')).status);
    expect(statuses).toContain(429);
  });
});
