import { certificateChanged, sealContextOf } from '@offline-push/contracts';
import { KeyRing } from '@offline-push/service-kit';
import { createHash } from 'node:crypto';
import type { CertificateAnswer } from './certificates/http/answers';
import { type Answer, RunningService } from '../fixtures/running-service';

const PLANTED = 'planted/AppSecret+of=ours~1';
const PLANTED_LATER = 'planted/AppSecret+of=ours~2';
const settings = {
  packageName: 'com.example.im',
  appId: '1',
  channelId: 'chat',
  click: { action: 'open-app' },
};
const path = '/v1/apps/demo/certificates';

let service: RunningService;
beforeAll(async () => {
  service = await RunningService.start();
  await service.call('POST', '/v1/apps', { as: 'admin@*', body: { id: 'demo', name: 'Demo' } });
});
afterAll(() => service?.stop());

/** As it is, and as it looks in the encodings in which secrets leak. */
const formsOf = (secret: string): string[] => {
  const bytes = Buffer.from(secret);
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    [...secret].reverse().join(''),
  ];
  // In base64 a text looks different after one and after two bytes of something else.
  const shifted = ['x', 'xx'].map((before) =>
    Buffer.from(before + secret)
      .toString('base64')
      .slice(4, -4),
  );
  return [...forms, ...shifted];
};

/** Every row of every table; bytes in hex. */
const dump = async (): Promise<string> =>
  (
    await service.stored.database.dataSource.query(
      `select string_agg(query_to_xml('select * from ' || table_name, true, false, '')::text, '') as dump
       from information_schema.tables where table_schema = 'public'`,
    )
  )[0].dump;

const topics = (): string =>
  service.bus
    .records(certificateChanged.name)
    .map(({ key, value, headers }) => [key, value, ...Object.values(headers)].map(String).join(' '))
    .join('\n');

const ringOf = (...ids: string[]) =>
  KeyRing.parse(
    JSON.stringify({
      keys: ids.map((id) => ({ id, key: createHash('sha256').update(id).digest('base64') })),
    }),
  );

const asOperator = (method: string, to: string, body?: unknown, headers: Record<string, string> = {}) =>
  service.call<CertificateAnswer>(method, to, { as: 'operator@demo', body, headers });
const etagOf = ({ headers }: Answer<unknown>) => ({ 'if-match': headers.get('etag') ?? '' });

describe('a secret', () => {
  it('is found nowhere: not in answers, refusals, logs, the topic, or the database', async () => {
    const body = { vendor: 'xiaomi', name: 'Xiaomi', settings, credential: { appSecret: PLANTED } };
    const created = await asOperator('POST', path, body, { 'idempotency-key': 'once' });
    const own = `${path}/${created.body.id}`;
    await asOperator('POST', path, body, { 'idempotency-key': 'once' });
    await asOperator('POST', path, { ...body, name: '' });
    await asOperator('POST', path, { ...body, settings: { ...settings, appSecret: PLANTED } });
    await asOperator('POST', path, { ...body, credential: { appSecret: PLANTED, other: PLANTED } });
    await asOperator('POST', path, { ...body, credential: { appSecret: `${PLANTED} ` } });
    await asOperator('POST', path, { ...body, credential: PLANTED });
    await service.call('POST', path, { as: 'operator@demo', raw: `{"credential":{"appSecret":"${PLANTED}"` });
    await asOperator('POST', path, { ...body, vendor: 'nobody' });
    await asOperator('POST', `${path}:check`, body);
    await asOperator('POST', `${path}:check`, {
      ...body,
      credential: { appSecret: PLANTED, other: PLANTED },
    });
    await asOperator('POST', `${own}/resume`);
    const edit = { name: 'Renewed', settings, credential: { appSecret: PLANTED_LATER } };
    await asOperator('PUT', own, edit, { 'if-match': '"9.9"' });
    const edited = await asOperator('PUT', own, edit, etagOf(created));
    expect(edited.status).toBe(200);
    await asOperator('POST', `${own}/disable`, undefined, etagOf(edited));
    for (const to of [own, path, '/v1/apps/demo/audit', '/v1/apps']) await asOperator('GET', to);
    for (const to of ['/metrics', '/openapi.json'] as const) await service.operations(to);
    await service.bus.next(certificateChanged, ({ state }) => state === 'disabled');

    const places = { said: service.said.join('\n'), topics: topics(), database: await dump() };
    for (const [place, text] of Object.entries(places)) {
      const found = [...formsOf(PLANTED), ...formsOf(PLANTED_LATER)].filter((form) => text.includes(form));
      expect([place, text.length > 100, found]).toEqual([place, true, []]);
    }
  });

  it('would be found by this search', async () => {
    const leak = `{"a":"${Buffer.from(`zz${PLANTED}`).toString('base64')}"}`;
    expect(formsOf(PLANTED).some((form) => leak.includes(form))).toBe(true);
  });
});

describe('a key of the ring', () => {
  const newest = () => service.bus.published(certificateChanged).at(-1)!;
  const open = (ring: KeyRing, { app, certificateId, vendor, versions }: ReturnType<typeof newest>) =>
    versions.map(({ version, credential }) =>
      ring.open(credential, sealContextOf({ app, certificateId, version, vendor })).toString(),
    );

  it('can be replaced: a round of republishing seals everything with the new one, and no ETag changes', async () => {
    const before = await asOperator('GET', `${path}/1`);
    await service.restart({}, ['k2', 'k1']);
    const republished = await service.call('POST', '/v1/certificates:republish', { as: 'admin@*' });
    expect(republished).toMatchObject({ status: 200, body: { republished: 1 } });
    await service.bus.next(certificateChanged, ({ versions }) =>
      versions.every((v) => v.credential.keyId === 'k2'),
    );
    expect(open(ringOf('k2'), newest())).toEqual([JSON.stringify({ appSecret: PLANTED_LATER })]);
    const after = await asOperator('GET', `${path}/1`);
    expect(etagOf(after)).toEqual(etagOf(before));
    const audit = await service.call('GET', '/v1/apps/demo/audit?limit=1', { as: 'viewer@demo' });
    expect(audit.body).toMatchObject({ entries: [{ action: 'credential-resealed', actor: 'certificates' }] });
  });

  it('operations 2.4: that is missing keeps no certificate from being told, and asks for the credential on an edit', async () => {
    await service.restart({}, ['k3']);
    const told = service.bus.published(certificateChanged).length;
    const republished = await service.call('POST', '/v1/certificates:republish', { as: 'admin@*' });
    expect(republished.body).toEqual({ republished: 0, unreadable: [{ id: 1, keyId: 'k2' }] });
    await service.bus.next(
      certificateChanged,
      () => service.bus.published(certificateChanged).length === told + 1,
    );
    const found = await asOperator('GET', `${path}/1`);
    const kept = { name: 'Kept', settings: { ...settings, appId: '2' } };
    const refused = await asOperator('PUT', `${path}/1`, kept, etagOf(found));
    expect(refused).toMatchObject({ status: 409, body: { code: 'credential-unreadable' } });
    const entered = await asOperator(
      'PUT',
      `${path}/1`,
      { ...kept, credential: { appSecret: 'again' } },
      etagOf(found),
    );
    expect(entered.status).toBe(200);
  });
});

describe('the topic', () => {
  it('is filled again at start if the operator asks for it', async () => {
    const told = service.bus.published(certificateChanged).length;
    await service.restart({ CERTIFICATES_REPUBLISH_AT_START: 'true' }, ['k3']);
    await service.bus.next(certificateChanged, () => service.bus.published(certificateChanged).length > told);
  });
});
