// Bindings over HTTP: report, unbind, list; the same decisions as over the bus, answered at once.
import { bindingChanged } from '@offline-push/contracts';
import { bobsPhone, SECOND_MS, Service } from '../../fixtures/service';

let service: Service;

beforeEach(async () => {
  service = await Service.open();
  await service.start();
});
afterEach(() => service.close());

const REPORTS = '/v1/apps/demo/bindings';
const UNBIND = '/v1/apps/demo/users/bob/devices/bobs-phone/binding';
const LIST = '/v1/apps/demo/users/bob/bindings';
const bobsReport = { ...bobsPhone, binding: { certificateId: 1, token: 'ok-bobs-phone' } };

const report = (body: object = bobsReport) => service.call('service', 'POST', REPORTS, body);
const listed = async () => (await service.call('viewer', 'GET', LIST)).body['bindings'];

async function bobIsLoggedIn(): Promise<void> {
  await service.certificate();
  await service.session();
  await service.bus.idle();
  service.nextMs();
}

describe('a report', () => {
  it('binds at once', async () => {
    await bobIsLoggedIn();
    expect(await report()).toMatchObject({ status: 200, body: { state: 'bound' } });
    expect(await service.ring()).toEqual(['ok-bobs-phone']);
    expect(await service.bus.next(bindingChanged)).toMatchObject({ user: 'bob', change: 'bound' });
  });

  it('switches push off', async () => {
    await bobIsLoggedIn();
    await report();
    service.nextMs();
    expect(await report({ ...bobsPhone, binding: null })).toMatchObject({
      status: 200,
      body: { state: 'push-off' },
    });
    expect(await service.ring()).toEqual(['push-off']);
  });

  it.each<[string, object, number, string]>([
    ['for a session that is not logged in', { ...bobsReport, session: 's-2' }, 409, 'not-logged-in'],
    [
      'with an unknown certificate',
      { ...bobsReport, binding: { certificateId: 4711, token: 'ok' } },
      422,
      'unknown-certificate',
    ],
    [
      'with a token that its vendor does not have',
      { ...bobsReport, binding: { certificateId: 1, token: 'two,tokens' } },
      422,
      'bad-token',
    ],
    ['with an empty token', { ...bobsReport, binding: { certificateId: 1, token: '' } }, 400, 'invalid-body'],
  ])('%s is refused and changes nothing', async (_name, body, status, code) => {
    await bobIsLoggedIn();
    await report();
    service.nextMs();
    expect(await report(body)).toMatchObject({ status, body: { code } });
    expect(await listed()).toMatchObject([{ state: 'bound', session: 's-1' }]);
    expect(await service.ring()).toEqual(['ok-bobs-phone']);
  });

  it("issue 10, stop 7: a token that its vendor does not have is told the vendor's form", async () => {
    await bobIsLoggedIn();
    const { body } = await report({ ...bobsReport, binding: { certificateId: 1, token: 'two,tokens' } });
    expect(body).toMatchObject({
      detail:
        "The token does not have the vendor's form: a Xiaomi regId has only letters, digits and + / = _ -.",
    });
  });
});

describe('an unbind', () => {
  it('takes the binding away until the next report, and the cause is kept', async () => {
    await bobIsLoggedIn();
    await report();
    const atMs = service.nextMs();
    expect((await service.call('operator', 'DELETE', UNBIND)).status).toBe(204);
    expect(await service.ring()).toEqual(['unbound']);
    expect(await listed()).toMatchObject([{ state: 'ended', cause: 'unbound', endedAtMs: atMs }]);
    service.nextMs();
    await report();
    expect(await listed()).toMatchObject([
      { state: 'bound', lastUnbind: { session: 's-1', cause: 'unbound', atMs } },
    ]);
  });

  it('comes after a report that is ahead of our clock', async () => {
    await bobIsLoggedIn();
    await report({ ...bobsReport, reportedAtMs: service.clock.nowMs() + 30 * SECOND_MS });
    await service.call('operator', 'DELETE', UNBIND);
    expect(await service.ring()).toEqual(['unbound']);
  });

  it('of an operator is written down with their name, that of the chat system is history', async () => {
    await bobIsLoggedIn();
    await report();
    service.nextMs();
    await service.call('service', 'DELETE', UNBIND);
    await service.call('operator', 'DELETE', UNBIND);
    const audit = async (query = '') =>
      (await service.call('viewer', 'GET', `/v1/apps/demo/bindings/audit${query}`)).body['entries'];
    const entry = { action: 'unbound', user: 'bob', device: 'bobs-phone' };
    expect(await audit()).toEqual([
      { ...entry, actor: expect.stringMatching(/./), atMs: expect.any(Number) },
    ]);
    expect(await audit('?user=bob')).toHaveLength(1);
    expect(await audit('?user=carol')).toEqual([]);
  });

  it('of a device that never reported is not found', async () => {
    expect((await service.call('operator', 'DELETE', UNBIND)).status).toBe(404);
  });
});

describe('the list of a user', () => {
  it('has each device with a shortened token and no more of it anywhere', async () => {
    await bobIsLoggedIn();
    await report();
    const { body } = await service.call('viewer', 'GET', LIST);
    expect(body).toEqual({
      app: 'demo',
      user: 'bob',
      bindings: [
        {
          ...{ device: 'bobs-phone', session: 's-1', state: 'bound' },
          ...{ certificateId: 1, vendor: 'xiaomi', token: '-phone' },
          reportedAtMs: service.clock.nowMs(),
        },
      ],
    });
    expect(JSON.stringify(body)).not.toContain('ok-bobs-phone');
  });

  it('says why a binding ended', async () => {
    await bobIsLoggedIn();
    await report();
    await service.session({ change: 'kicked' });
    await service.bus.idle();
    expect(await listed()).toMatchObject([{ state: 'ended', cause: 'kicked' }]);
  });

  it('behaviour 6.7: comes page by page', async () => {
    await service.certificate();
    for (const [i, device] of ['phone 1', 'phone 2', '平板'].entries()) {
      await service.session({ device, session: `s-${device}` });
      await service.bus.idle();
      await service.call('service', 'POST', REPORTS, {
        ...bobsReport,
        device,
        session: `s-${device}`,
        binding: { certificateId: 1, token: `ok-phone-${i}` },
      });
    }
    const seen: string[] = [];
    let next: string | undefined = `${LIST}?limit=1`;
    while (next !== undefined) {
      const { status, body } = await service.call('viewer', 'GET', next);
      const page = body as { bindings: { device: string }[]; next?: string };
      expect([status, page.bindings.length]).toEqual([200, 1]);
      seen.push(...page.bindings.map(({ device }) => device));
      next = page.next;
    }
    expect(seen).toEqual(['phone 1', 'phone 2', '平板']);
  });

  it('of somebody nobody knows is empty', async () => {
    expect(await listed()).toEqual([]);
  });
});

describe('issue 12: what a diagnosis asks', () => {
  const HISTORY = `${LIST}/history`;
  const OF_CERTIFICATE = '/v1/apps/demo/certificates/1/bindings';
  const get = async (path: string) => (await service.call('viewer', 'GET', path)).body;
  const paged = async (path: string, field: string): Promise<Record<string, unknown>[]> => {
    const all: Record<string, unknown>[] = [];
    for (let next: unknown = `${path}?limit=1`; typeof next === 'string'; ) {
      const body = await get(next);
      all.push(...(body[field] as Record<string, unknown>[]));
      next = body['next'];
    }
    return all;
  };

  it('the history of a binding has each change with its cause, the newest first, page by page', async () => {
    await bobIsLoggedIn();
    await report();
    service.nextMs();
    await report({ ...bobsReport, binding: { certificateId: 1, token: 'ok-bobs-new-token' } });
    await service.session({ change: 'kicked' });
    await service.bus.idle();
    const { changes } = (await get(HISTORY)) as { changes: Record<string, unknown>[] };
    expect(changes[0]).toMatchObject({
      ...{ device: 'bobs-phone', session: 's-1', change: 'unbound', cause: 'kicked' },
      ...{ tokenHash: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/) as string },
    });
    expect(changes.at(-1)).toMatchObject({ change: 'bound', certificateId: 1 });
    expect(await paged(HISTORY, 'changes')).toEqual(changes);
    expect(JSON.stringify(changes)).not.toContain('ok-bobs');
    expect(await get('/v1/apps/demo/users/nobody/bindings/history')).toMatchObject({ changes: [] });
    expect((await service.call('viewer', 'GET', `${HISTORY}?cursor=AAAA`)).status).toBe(400);
  });

  it('the bindings of a certificate are those of its phones as they stand, page by page', async () => {
    await service.certificate();
    for (const user of ['bob', 'carol', '戴维']) {
      const phone = { user, device: `phone of ${user}`, session: `s-${user}` };
      await service.session(phone);
      await service.bus.idle();
      service.nextMs();
      await report({
        ...bobsReport,
        ...phone,
        binding: { certificateId: 1, token: `ok-a-long-token-${phone.session.length}-${user.length}` },
      });
    }
    await service.session({
      user: 'carol',
      device: 'phone of carol',
      session: 's-carol',
      change: 'logged-out',
    });
    await service.bus.idle();
    const all = await paged(OF_CERTIFICATE, 'users');
    expect(all.map(({ user, device, state, cause }) => [user, device, state, cause])).toEqual([
      ['bob', 'phone of bob', 'bound', undefined],
      ['carol', 'phone of carol', 'ended', 'logged-out'],
      ['戴维', 'phone of 戴维', 'bound', undefined],
    ]);
    expect(JSON.stringify(all)).not.toContain('ok-a');
    expect(await get(OF_CERTIFICATE)).toMatchObject({ certificateId: 1, vendor: 'xiaomi', state: 'enabled' });
    for (const cursor of ['AAAA', Buffer.from('1:["a","b"]').toString('base64url')])
      expect((await service.call('viewer', 'GET', `${OF_CERTIFICATE}?cursor=${cursor}`)).status).toBe(400);
    expect(await service.call('viewer', 'GET', '/v1/apps/demo/certificates/4711/bindings')).toMatchObject({
      ...{ status: 404, body: { code: 'unknown-certificate' } },
    });
    expect((await service.call('viewer', 'GET', '/v1/apps/demo/certificates/x/bindings')).status).toBe(400);
  });
});

describe('FF 2.7: a report', () => {
  it.each<[string, object, string]>([
    ['with a misspelt field', { ...bobsReport, reportedAt: 1 }, '/reportedAt'],
    [
      'with one inside',
      { ...bobsReport, binding: { certificateId: 1, token: 'ok', brand: 'x' } },
      '/binding/brand',
    ],
    ['of another app', { ...bobsReport, app: 'other' }, '/app'],
  ])('%s is refused', async (_, body, pointer) => {
    const refused = await service.call('service', 'POST', REPORTS, body);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });
});

describe('callers', () => {
  it.each<[Parameters<Service['call']>[0], string, string, number]>([
    ['viewer', 'POST', REPORTS, 403],
    ['operator', 'POST', REPORTS, 403],
    ['viewer', 'DELETE', UNBIND, 403],
    ['nobody', 'GET', LIST, 401],
    ['viewer', 'GET', LIST.replace('demo', 'other'), 404],
    ['viewer', 'GET', LIST.replace('bob', 'bob%00'), 400],
    ['operator', 'DELETE', UNBIND.replace('bobs-phone', '%0d%0a'), 400],
    ['viewer', 'GET', `${LIST}?foo=1`, 400],
  ])('%s may not %s %s: %i', async (role, method, path, status) => {
    const body = method === 'POST' ? bobsReport : undefined;
    expect((await service.call(role, method, path, body)).status).toBe(status);
  });
});
