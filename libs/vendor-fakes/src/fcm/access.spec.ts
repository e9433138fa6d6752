// Access tokens and the probe: signed as the standards say, fetched once for all who wait, replaced once when FCM refuses one.
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { connectionTo, deliveries } from '../conformance';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { MemoryShelf } from '@offline-push/vendors/shared/access/memory-shelf';
import type { AccessTokenShelf, Connection, VendorClient, Verdict } from '@offline-push/vendors/vendor';
import { fcm } from '@offline-push/vendors/fcm/index';
import { assertionOf, AUDIENCE, privateKeyOf, SCOPE, signRs256 } from '@offline-push/vendors/fcm/assertion';
import type { FcmCredential, FcmSettings } from '@offline-push/vendors/fcm/credential';
import { FcmFake } from './fake';
import { judgeProbe } from '@offline-push/vendors/fcm/probe';
import { sample } from './sample';

const credential = sample.credential as FcmCredential;
const settings = sample.settings as FcmSettings;
const anotherKey = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
const NOW_MS = 1_790_000_000_000;

describe('the signature', () => {
  it('is that of the worked example in RFC 7515, appendix A.2', () => {
    const key = privateKeyOf(credential)!;
    const header = Buffer.from('{"alg":"RS256"}').toString('base64url');
    const claims = Buffer.from(
      '{"iss":"joe",\r\n "exp":1300819380,\r\n "http://example.com/is_root":true}',
    ).toString('base64url');
    expect(signRs256(`${header}.${claims}`, key)).toBe(RFC7515_SIGNATURE);
  });
});

describe('the assertion', () => {
  const key = privateKeyOf(credential)!;
  const parts = (assertion: string) =>
    assertion
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object);

  it('claims what Google wants to know, for an hour', () => {
    expect(parts(assertionOf(credential, key, NOW_MS))).toEqual([
      { alg: 'RS256', typ: 'JWT', kid: credential.private_key_id },
      {
        iss: credential.client_email,
        scope: 'https://www.googleapis.com/auth/firebase.messaging',
        aud: 'https://oauth2.googleapis.com/token',
        iat: NOW_MS / 1000,
        exp: NOW_MS / 1000 + 3600,
      },
    ]);
    expect([AUDIENCE, SCOPE]).toEqual([AUDIENCE.trim(), SCOPE.trim()]);
  });
  it('needs no key id', () => {
    const { client_email } = credential;
    expect(parts(assertionOf({ client_email }, key, NOW_MS))[0]).toEqual({ alg: 'RS256', typ: 'JWT' });
  });
  it('is verified by the public half of the key', () => {
    const [header, claims, signature] = assertionOf(credential, key, NOW_MS).split('.');
    const input = Buffer.from(`${header}.${claims}`);
    expect(verify('sha256', input, createPublicKey(key), Buffer.from(signature!, 'base64url'))).toBe(true);
  });
  it.each([
    ['as in the file', (pem: string) => pem],
    ['with written-out line ends', (pem: string) => pem.replaceAll('\n', '\\n')],
    ['with the line ends of Windows', (pem: string) => pem.replaceAll('\n', '\r\n')],
    ['with blanks around', (pem: string) => `  ${pem}\n\n`],
  ])('takes the key %s', (_what, written) => {
    const read = privateKeyOf({ private_key: written(credential.private_key) });
    expect(read?.equals(key)).toBe(true);
  });
  it('takes no key that is not RSA', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(
      privateKeyOf({ private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }),
    ).toBeUndefined();
    expect(privateKeyOf({ private_key: 'nonsense' })).toBeUndefined();
  });
});

describe('with Google at the other end', () => {
  let fake: FcmFake;
  let witness: MemoryWitness;
  let server: Listening;
  let logins: number;
  const clients: VendorClient[] = [];

  beforeEach(async () => {
    fake = new FcmFake();
    witness = new MemoryWitness();
    server = await serveFakes(new FakeHost([fake], witness));
    logins = 0;
    const read = fake.read.bind(fake);
    fake.read = (request) => {
      const call = read(request);
      if (call.isLogin === true) logins++;
      return call;
    };
    admit({});
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await server.close();
  });

  const admit = (more: object) => expect(fake.admit({ ...sample.tenant, ...more })).toBeUndefined();
  const account = (more: object) => {
    const { serviceAccounts } = sample.tenant as { serviceAccounts: object[] };
    return { serviceAccounts: [{ ...serviceAccounts[0], ...more }] };
  };
  const connect = (fields: Partial<Connection> = {}): Connection => ({
    ...connectionTo(fcm, server.url, credential, settings),
    ...fields,
  });
  const open = (fields: Partial<Connection> = {}): VendorClient => {
    const client = fcm.open(connect(fields) as never) as VendorClient;
    clients.push(client);
    return client;
  };
  const send = async (client: VendorClient, count = 1, deadlineMs = 10_000): Promise<Verdict[]> => {
    const { calls } = fcm.plan(deliveries(count), settings, Date.now());
    return (await Promise.all(calls.map((call) => client.send(call, deadlineMs)))).flatMap(
      ({ verdicts }) => verdicts,
    );
  };
  const kindsOf = (verdicts: Verdict[]) => [...new Set(verdicts.map(({ kind }) => kind))];

  describe('an access token', () => {
    it('is fetched once however many sends wait for it', async () => {
      expect(kindsOf(await send(open(), 40))).toEqual(['accepted']);
      expect(logins).toBe(1);
    });
    it('serves more pushes at once than one connection has streams', async () => {
      expect(kindsOf(await send(open(), 250))).toEqual(['accepted']);
      expect([logins, witness.calls.length]).toEqual([1, 250]);
    });
    it('is shared by pods through the shelf', async () => {
      const accessTokens = new MemoryShelf();
      await send(open({ accessTokens }));
      await send(open({ accessTokens }));
      expect(logins).toBe(1);
    });
    it('is replaced once when FCM refuses it, and every push arrives', async () => {
      const client = open();
      await send(client);
      fake.expireAccessTokens();
      expect(kindsOf(await send(client, 20))).toEqual(['accepted']);
      expect(logins).toBe(2);
      expect(witness.calls.filter(({ accepted }) => accepted === 1)).toHaveLength(21);
    });
    it('that is refused although it is fresh breaks the credential, after two requests', async () => {
      const login = fake.answer.bind(fake);
      fake.answer = (call, nowMs) => {
        const answer = login(call, nowMs);
        if (call.isLogin === true) fake.expireAccessTokens();
        return answer;
      };
      expect(await send(open())).toMatchObject([
        {
          kind: 'credential-broken',
          code: 'ACCESS_TOKEN_EXPIRED',
          detail: expect.stringMatching(/refuses a fresh access token/),
        },
      ]);
      expect([logins, witness.calls.length]).toEqual([2, 2]);
    });
    it('is not asked for with a key that is none', async () => {
      const broken = { ...credential, private_key: credential.private_key.replace(/M[A-Za-z]/, 'XX') };
      expect(await send(open({ credential: broken }))).toMatchObject([
        { kind: 'credential-broken', code: 'private-key-unreadable' },
      ]);
      expect(logins).toBe(0);
    });
    it('that Google does not give because it is away costs nobody a ring', async () => {
      const endpoints = { ...connect().endpoints, auth: 'http://127.0.0.1:9' };
      expect(await send(open({ endpoints }))).toMatchObject([
        { kind: 'unavailable', code: 'econnrefused', mayHaveRung: false },
      ]);
      expect(witness.calls).toEqual([]);
    });
    it.each<[string, Partial<AccessTokenShelf>, string]>([
      [
        'cannot be looked up',
        { find: () => Promise.reject(new Error('database away')) },
        'access-token-shelf',
      ],
      ['cannot be kept', { renew: () => Promise.reject(new Error('database away')) }, 'access-token-shelf'],
      ['never comes from the shelf', { find: () => new Promise(() => undefined) }, 'deadline'],
      ['is never kept', { renew: () => new Promise(() => undefined) }, 'deadline'],
    ])('that %s costs nobody a ring', async (_what, broken, code) => {
      const shelf = new MemoryShelf();
      const accessTokens: AccessTokenShelf = {
        find: broken.find ?? (() => shelf.find()),
        renew: broken.renew ?? ((stale, fetch) => shelf.renew(stale, fetch)),
      };
      const verdicts = await send(open({ accessTokens }), 1, 150);
      expect(verdicts).toMatchObject([{ kind: 'unavailable', code, mayHaveRung: false }]);
      expect(JSON.stringify(verdicts)).not.toMatch(/database/);
      expect(witness.calls).toEqual([]);
    });
    it('is never asked for where the key file says, only where the platform says', async () => {
      const elsewhere = { ...credential, token_uri: 'http://127.0.0.1:9/token' };
      expect(kindsOf(await send(open({ credential: elsewhere })))).toEqual(['accepted']);
    });
  });

  describe('the probe', () => {
    const probe = (fields: Partial<Connection> = {}) => fcm.probe(connect(fields) as never, 10_000);

    it('finds a good credential, and nobody is notified', async () => {
      expect(await probe()).toEqual({ result: 'good' });
      expect(fake.phones.count().shown).toBe(0);
      expect(witness.calls).toMatchObject([{ targets: 0, accepted: 0, code: 'OK' }]);
    });
    it('does not put its token on the shelf of the certificate in force', async () => {
      const accessTokens = new MemoryShelf();
      await probe({ accessTokens });
      expect(await accessTokens.find()).toBeUndefined();
    });
    it.each<[string, Partial<FcmCredential>, string, RegExp]>([
      [
        'a key of another account',
        { private_key: anotherKey() },
        '/private_key',
        /not \(or no longer\) a key of this service account.*Invalid JWT Signature/,
      ],
      ['a key that is none', { private_key: 'x' }, '/private_key', /no RSA key/],
      [
        'an unknown account',
        { client_email: 'other@sample-chat-1a2b3.iam.gserviceaccount.com' },
        '/client_email',
        /does not know this service account/,
      ],
      ['a wrong project', { project_id: 'other-project' }, '/project_id', /check project_id/],
    ])('names the field for %s', async (_what, wrong, field, words) => {
      expect(await probe({ credential: { ...credential, ...wrong } })).toEqual({
        result: 'wrong',
        field,
        says: expect.stringMatching(words),
      });
    });
    it.each([
      ['an API that is not enabled', { apiEnabled: false }],
      ['an account without permission', account({ maySend: false })],
    ])('says what is missing for %s', async (_what, tenant) => {
      admit(tenant);
      expect(await probe()).toMatchObject({
        result: 'wrong',
        field: '/project_id',
        says: expect.stringMatching(/may not send in this project, or the .* API is not enabled/),
      });
    });
    it('does not know what it could not ask', async () => {
      const { endpoints } = connect();
      const away = 'http://127.0.0.1:9';
      expect(await probe({ endpoints: { ...endpoints, auth: away } })).toMatchObject({ result: 'unknown' });
      expect(await probe({ endpoints: { ...endpoints, api: away } })).toMatchObject({ result: 'unknown' });
    });
    it.each<[Parameters<typeof judgeProbe>[0], string]>([
      [{ kind: 'accepted' }, 'good'],
      [{ kind: 'access-refused', code: 'x' }, 'wrong'],
      [{ kind: 'credential-broken', code: 'x' }, 'wrong'],
      [{ kind: 'refused', code: 'x' }, 'unknown'],
      [{ kind: 'token-dead', code: 'x' }, 'unknown'],
      [{ kind: 'throttled', code: 'x' }, 'unknown'],
      [{ kind: 'unavailable', code: 'x', mayHaveRung: false }, 'unknown'],
    ])('takes %j for %s', (verdict, result) => expect(judgeProbe(verdict).result).toBe(result));
  });
});

/** RFC 7515, A.2.1. */
const RFC7515_SIGNATURE =
  'cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw';
