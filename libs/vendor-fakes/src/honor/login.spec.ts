// Access tokens: what Honor's login answers, how long a token is used, and that a thousand pushes log in once.
import { createServer, type RequestListener } from 'node:http';
import { messageKeyOf } from '@offline-push/contracts';
import { aDelivery, connectionTo } from '../conformance';
import { FakeHost } from '../host/host';
import { listen, type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import type { Exchange } from '@offline-push/vendors/shared/http/http';
import type { AccessTokenShelf, VendorClient, Verdict } from '@offline-push/vendors/vendor';
import { honor } from '@offline-push/vendors/honor/index';
import type { NoAccessToken } from '@offline-push/vendors/shared/access/bearer';
import type { HonorSettings } from '@offline-push/vendors/honor/credential';
import { HonorFake } from './fake';
import { accessTokenIn } from '@offline-push/vendors/honor/login';

const NOW_MS = 1_790_000_000_000;
const answer = (body: unknown, status = 200): Exchange => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const whyNot = (exchange: Exchange): Verdict | undefined => {
  try {
    accessTokenIn(exchange, NOW_MS);
    return undefined;
  } catch (error) {
    return (error as NoAccessToken).verdict;
  }
};

describe("Honor's login", () => {
  it.each([
    ['an hour: until five minutes before its end', 3600, 3_300_000],
    ['an hour, spelled as text', '3600', 3_300_000],
    ['ten minutes', 600, 300_000],
    ['ten seconds: for the first half', 10, 5_000],
    ['an unsaid time: an hour', undefined, 3_300_000],
    ['no time', 0, 3_300_000],
    ['an unreadable time', 'soon', 3_300_000],
    ['a century: a month at most', 3_153_600_000, 30 * 86_400_000 - 300_000],
  ])('gives a token for %s', (_what, expires_in, usedMs) => {
    expect(
      accessTokenIn(answer({ access_token: 'eyJ.x', expires_in, token_type: 'Bearer' }), NOW_MS),
    ).toEqual({
      token: 'eyJ.x',
      expiresAtMs: NOW_MS + usedMs,
    });
  });
  it.each<[string, Exchange, Partial<Verdict>]>([
    [
      'an unknown client',
      answer({ error: 'unauthorized_client', error_description: 'Invalid client' }, 401),
      {
        kind: 'credential-broken',
        code: 'unauthorized_client',
        detail: expect.stringMatching(/App Secret.*Invalid client$/),
      },
    ],
    [
      'a wrong secret under 400',
      answer({ error: 'invalid_client' }, 400),
      { kind: 'credential-broken', code: 'invalid_client' },
    ],
    [
      'a grant refused under 200',
      answer({ error: 'invalid_grant' }),
      { kind: 'credential-broken', code: 'invalid_grant' },
    ],
    [
      'an error nobody knows',
      answer({ error: 'client_suspended' }, 403),
      { kind: 'credential-broken', code: 'client_suspended' },
    ],
    [
      'an overload in OAuth words',
      answer({ error: 'temporarily_unavailable' }, 400),
      { kind: 'unavailable' },
    ],
    ['an error of its own', answer({ error: 'server_error' }, 500), { kind: 'unavailable' }],
    [
      'a refusal under 500',
      answer({ error: 'invalid_client' }, 500),
      { kind: 'unavailable', code: 'login-http-500' },
    ],
    [
      'too many logins',
      answer({ error: 'invalid_client' }, 429),
      { kind: 'throttled', code: 'login-http-429' },
    ],
    ['a web page', answer('<html>'), { kind: 'unavailable', code: 'login-unreadable-answer' }],
    ['a web page under 403', answer('<html>', 403), { kind: 'unavailable', code: 'login-http-403' }],
    ['a token that would end the header', answer({ access_token: 'a\r\nx: y' }), { kind: 'unavailable' }],
    ['a token under 500', answer({ access_token: 'a', expires_in: 3600 }, 500), { kind: 'unavailable' }],
    ['a token that is a number', answer({ access_token: 5 }), { kind: 'unavailable' }],
    [
      'no answer',
      { kind: 'no-answer', code: 'deadline', mayHaveArrived: true },
      { kind: 'unavailable', code: 'deadline' },
    ],
  ])('that answers with %s gives none, and nobody rang', (_what, exchange, verdict) => {
    const said = whyNot(exchange);
    expect(said).toMatchObject(verdict);
    expect(said?.kind === 'unavailable' && said.mayHaveRung).toBe(false);
  });
  it('passes on how long to wait', () => {
    const exchange = { ...answer('', 503), retryAfterMs: 4_000 } as Exchange;
    expect(whyNot(exchange)).toMatchObject({ kind: 'unavailable', retryAfterMs: 4_000 });
  });
});

const settings: HonorSettings = { appId: '104400000', clientId: 'CID', click: { action: 'open-app' } };
const credential = { clientSecret: 'SEC+RET/=&%' };

describe('a client of Honor', () => {
  let fake: HonorFake;
  let witness: MemoryWitness;
  let server: Listening;
  const open: VendorClient[] = [];
  const others: Listening[] = [];
  let host: FakeHost;

  beforeEach(async () => {
    fake = new HonorFake();
    witness = new MemoryWitness();
    admit({});
    host = new FakeHost([fake], witness);
    server = await serveFakes(host);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((client) => client.close()));
    await Promise.all([server, ...others.splice(0)].map((listening) => listening.close()));
  });

  async function serve(listener: RequestListener): Promise<string> {
    const listening = await listen(createServer(listener), 0);
    others.push(listening);
    return listening.url;
  }
  const admit = (more: Record<string, unknown>) =>
    expect(fake.admit({ appIds: ['104400000'], clientId: 'CID', ...credential, ...more })).toBeUndefined();

  function openAt(more: { authUrl?: string; accessTokens?: AccessTokenShelf } = {}): VendorClient {
    const connection = connectionTo(honor, server.url, credential, settings);
    const client = honor.open({
      ...connection,
      ...(more.accessTokens && { accessTokens: more.accessTokens }),
      endpoints: { ...connection.endpoints, ...(more.authUrl && { auth: more.authUrl }) },
    } as Parameters<typeof honor.open>[0]) as VendorClient;
    open.push(client);
    return client;
  }
  async function send(client: VendorClient, deadlineMs = 10_000, delivery = aDelivery()): Promise<Verdict> {
    const [call] = honor.plan([delivery], settings, Date.now()).calls;
    return (await client.send(call!, deadlineMs)).verdicts[0]!;
  }
  const accepted = { kind: 'accepted', vendorMessageId: expect.any(String) };

  it('begins no push when the login has left it no time for an answer', async () => {
    const [client, delivery] = [openAt(), aDelivery()];
    host.delayMs = 200;
    expect(await send(client, 230, delivery)).toMatchObject({ code: 'deadline', mayHaveRung: false });
    expect(await send(client, 2_000, delivery)).toEqual(accepted);
    expect(fake.phones.shownOn(delivery.token)).toMatchObject([{ rings: 1 }]);
  });
  it('logs in once for all who wait, with a secret of any characters', async () => {
    const client = openAt();
    const verdicts = await Promise.all(Array.from({ length: 40 }, () => send(client)));
    expect(verdicts).toEqual(verdicts.map(() => accepted));
    expect(fake.logins).toBe(1);
  });
  it('exchanges a refused token once, within the same send, and the phone rings once', async () => {
    const client = openAt();
    await send(client);
    fake.logOut('CID');
    expect(await Promise.all([send(client), send(client), send(client)])).toEqual([
      accepted,
      accepted,
      accepted,
    ]);
    expect(fake.logins).toBe(2);
    expect(fake.phones.count()).toMatchObject({ shown: 4, shownTwice: 0 });
  });
  it('says that the credential is broken when the second token is refused too, and asks no third time', async () => {
    admit({ appIds: ['104499999'] });
    expect(await send(openAt())).toMatchObject({ kind: 'credential-broken', code: '403' });
    expect([fake.logins, witness.calls.length]).toEqual([2, 2]);
  });
  it('renews a short token before it ends, and not with every push', async () => {
    admit({ expiresInSeconds: 20 });
    const client = openAt();
    await send(client);
    await send(client);
    expect(fake.logins).toBe(1);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 11_000);
    try {
      expect(await send(client)).toEqual(accepted);
    } finally {
      clock.mockRestore();
    }
    expect(fake.logins).toBe(2);
  });
  it('takes over the token that another process has put on the shelf', async () => {
    const { accessTokens } = connectionTo(honor, server.url, credential, settings);
    await send(openAt({ accessTokens }));
    expect(await send(openAt({ accessTokens }))).toEqual(accepted);
    expect(fake.logins).toBe(1);
  });
  it('has rung nobody when the login does not answer in time', async () => {
    const authUrl = await serve(() => undefined);
    const startedAtMs = Date.now();
    expect(await send(openAt({ authUrl }), 100)).toEqual({
      kind: 'unavailable',
      code: 'deadline',
      detail: 'no access token could be had',
      mayHaveRung: false,
    });
    expect(Date.now() - startedAtMs).toBeLessThan(2_900);
    expect(witness.calls).toEqual([]);
  });
  it.each<[string, RequestListener, Partial<Verdict>]>([
    ['is away', (_, outgoing) => outgoing.destroy(), { kind: 'unavailable', mayHaveRung: false }],
    [
      'shows a web page',
      (_, outgoing) => outgoing.end('<html>'),
      { kind: 'unavailable', code: 'login-unreadable-answer' },
    ],
    [
      'is overloaded',
      (_, outgoing) => outgoing.writeHead(503, { 'retry-after': '7' }).end(),
      { retryAfterMs: 7_000 },
    ],
    ['is asked too often', (_, outgoing) => outgoing.writeHead(429).end(), { kind: 'throttled' }],
  ])('pushes nothing while the login %s, and pushes when it is back', async (_what, misbehave, verdict) => {
    let isAway = true;
    const authUrl = await serve((incoming, outgoing) => {
      if (isAway) misbehave(incoming, outgoing);
      else outgoing.end(JSON.stringify({ access_token: 'never-given', expires_in: 3600 }));
    });
    const client = openAt({ authUrl });
    expect(await send(client)).toMatchObject(verdict);
    expect(witness.calls).toEqual([]);
    isAway = false;
    expect(await send(client)).toMatchObject({ kind: 'credential-broken', code: '80200001' });
  });
  it('has rung nobody when the shelf fails', async () => {
    const broken = () => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:5432'));
    expect(await send(openAt({ accessTokens: { find: broken, renew: broken } }))).toEqual({
      kind: 'unavailable',
      code: 'access-token-shelf',
      detail: 'no access token could be had',
      mayHaveRung: false,
    });
  });
  it('reads an answer to its end that names a whole list of long tokens', async () => {
    const fields = { messageKey: messageKeyOf('demo', 'wide'), expiresAtMs: Date.now() + 60_000 };
    const asked = Array.from({ length: 400 }, (_, i) =>
      aDelivery({ ...fields, token: `dead-${'x'.repeat(200)}-${i}` }),
    );
    const { calls } = honor.plan([aDelivery({ ...fields, token: 'ok-1' }), ...asked], settings, Date.now());
    expect(calls).toHaveLength(1);
    const [first, ...others] = (await openAt().send(calls[0]!, 10_000)).verdicts.map(({ kind }) => kind);
    expect(first).toBe('accepted');
    expect(others).toEqual(asked.map(() => 'token-dead'));
  });
  it('takes the time in milliseconds and the token under Bearer along', async () => {
    const seen: Record<string, unknown>[] = [];
    const api = await serve((incoming, outgoing) => {
      seen.push({ ...incoming.headers, path: incoming.url });
      outgoing.end('{"code":200}');
    });
    const { accessTokens } = connectionTo(honor, server.url, credential, settings);
    const connection = {
      credential,
      settings,
      accessTokens,
      endpoints: { auth: `${server.url}/honor`, api },
    };
    const client = honor.open(connection) as VendorClient;
    open.push(client);
    await send(client);
    expect(seen).toEqual([
      expect.objectContaining({
        path: '/api/v1/104400000/sendMessage',
        authorization: `Bearer ${(await accessTokens.find())!.token}`,
        'content-type': 'application/json; charset=UTF-8',
        timestamp: expect.stringMatching(/^\d{13}$/),
      }),
    ]);
  });
});
