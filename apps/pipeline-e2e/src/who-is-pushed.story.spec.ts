// Who is pushed and who is not, each with its own reason: the main promise, over real processes.
import { deadLetter, pushGated, pushOutcome } from '@offline-push/contracts';
import { newFakes } from '@offline-push/vendor-fakes';
import { ensureAtHand, kcat, Stage } from '@offline-push/platform';

jest.setTimeout(180_000);

let stage: Stage;
beforeAll(async () => {
  ensureAtHand('kcat');
  stage = await Stage.open();
}, 180_000);
afterAll(() => stage.close());

describe('a message', () => {
  it('rings the phone whose app was killed, once', async () => {
    const phone = stage.phoneOf('bob');
    await stage.killed(phone);
    await stage.sends('m-bob', ['bob'], { push: { text: 'Are you coming?', ext: '{"conversation":"c1"}' } });
    expect(await stage.fateOf('m-bob', 'bob')).toBe('accepted');
    expect(await stage.sandbox.callsTo(phone.token)).toHaveLength(1);
    expect(await stage.sandbox.shownOn('xiaomi', phone.token)).toEqual([
      expect.objectContaining({
        title: 'a new message',
        text: 'Are you coming?',
        ext: '{"conversation":"c1"}',
        rings: 1,
      }),
    ]);
  });

  it('rings nobody else, and says why for each', async () => {
    const [online, loggedOut, kicked] = ['carol', 'dave', 'erin'].map((user) => stage.phoneOf(user));
    for (const phone of [online!, loggedOut!, kicked!]) {
      await stage.chat.says(['logged-in', phone]);
      await stage.chat.reports(phone, stage.certificateId, phone.token);
      await stage.isBound(phone);
    }
    const unknownDevice = stage.phoneOf('frank');
    await stage.chat.says(['logged-out', loggedOut!], ['kicked', kicked!], ['disconnected', unknownDevice]);
    await Promise.all([
      stage.becomes(loggedOut!, 'logged-out'),
      stage.becomes(kicked!, 'logged-out'),
      stage.becomes(online!, 'online'),
    ]);
    await stage.sends('m-warm', ['frank']);
    await stage.fateOf('m-warm', 'frank');
    await stage.sends('m-nobody', ['carol', 'dave', 'erin', 'frank', 'mallory']);
    const fates = await Promise.all(
      ['carol', 'dave', 'erin', 'frank', 'mallory'].map((user) => stage.fateOf('m-nobody', user)),
    );
    expect(fates).toEqual(['online', 'logged-out', 'kicked', 'never-logged-in', 'unknown-user']);
    for (const { token } of [online!, loggedOut!, kicked!])
      expect(await stage.sandbox.callsTo(token)).toEqual([]);
  });

  it('rings both phones of a user who has two', async () => {
    const phones = [stage.phoneOf('grace', 'phone'), stage.phoneOf('grace', 'tablet')];
    for (const phone of phones) await stage.killed(phone);
    await stage.sends('m-grace', ['grace']);
    await stage.fateOf('m-grace', 'grace');
    for (const { device, token } of phones) {
      await stage.reader.next(
        pushOutcome,
        (e) => e.messageId === 'm-grace' && e.outcomes.some((o) => o.device === device),
      );
      expect(await stage.sandbox.callsTo(token)).toHaveLength(1);
    }
  });

  it('does not ring the phone of a former owner whose token moved to somebody else', async () => {
    const [old, next] = [
      stage.phoneOf('heidi'),
      { ...stage.phoneOf('ivan'), token: stage.phoneOf('heidi').token },
    ];
    await stage.killed(old);
    await stage.killed(next);
    await stage.isBound(old, 'unbound');
    await stage.sends('m-moved', ['heidi', 'ivan']);
    expect([await stage.fateOf('m-moved', 'heidi'), await stage.fateOf('m-moved', 'ivan')]).toEqual([
      'token-moved',
      'accepted',
    ]);
  });
});

describe('a client that is not ours', () => {
  it('publishes a hand-written message by kcat, and the vendor is called at once', async () => {
    const phone = stage.phoneOf('judy');
    await stage.killed(phone);
    const message = {
      app: 'demo',
      messageId: 'm-kcat',
      conversation: 'c',
      recipients: ['judy'],
      push: { text: 'by hand' },
    };
    await kcat(stage.platform.parts.brokers, 'message.sent.v1', JSON.stringify(message));
    expect(await stage.fateOf('m-kcat', 'judy')).toBe('accepted');
    // Of the record: kcat may take its time to start. Benchmarks say how fast it is; no timer that the call would wait for is as short as this.
    const { sentAtMs } = await stage.reader.next(pushGated, (e) => e.messageId === 'm-kcat');
    const [call] = await stage.sandbox.callsTo(phone.token);
    expect(call!.atMs - sentAtMs).toBeLessThan(10_000);
  });

  it('3.11: that a person would have repaired rings, and its outcome says what was done', async () => {
    const phone = stage.phoneOf('luis');
    await stage.killed(phone);
    const push = { title: `${'x'.repeat(198)}👨‍👩‍👧`, text: 'Are you coming?', tilte: 'x', sound: null };
    const odd = { kind: 'Video_Call', sentAtMs: 0, recipients: ['luis', 'no\u0000body'], push };
    const message = { app: stage.tenant.app, messageId: 'm-odd', conversation: 'c', ...odd };
    await kcat(stage.platform.parts.brokers, 'message.sent.v1', JSON.stringify(message));
    expect(await stage.fateOf('m-odd', 'no\ufffdbody')).toBe('bad-recipient');
    expect(await stage.fateOf('m-odd', 'luis')).toBe('accepted');
    const ended = await stage.reader.next(pushOutcome, (e) => e.messageId === 'm-odd');
    expect(ended.outcomes[0]?.notes?.slice(0, 3)).toEqual([
      expect.stringMatching(/^sentAtMs: /),
      'push.title: cut from 206 to 198 characters',
      'recipients: 1 of 2 are no user ids and are stopped',
    ]);
    expect(await stage.sandbox.callsTo(phone.token)).toHaveLength(1);
  });

  it('whose record is malformed finds it in dead-letter.v1 with the reason, and the next good one still goes through', async () => {
    const phone = stage.phoneOf('kate');
    await stage.killed(phone);
    const broken = '{"app":"demo","messageId":"m-broken","recipients":';
    const good = { app: 'demo', messageId: 'm-after', conversation: 'c', recipients: ['kate'] };
    await kcat(stage.platform.parts.brokers, 'message.sent.v1', broken);
    await kcat(
      stage.platform.parts.brokers,
      'message.sent.v1',
      JSON.stringify({ ...good, messageId: 'm-rule', recipients: [] }),
    );
    await kcat(stage.platform.parts.brokers, 'message.sent.v1', JSON.stringify(good));
    expect(await stage.fateOf('m-after', 'kate')).toBe('accepted');
    const unreadable = await stage.reader.next(deadLetter, (e) => e.reason === 'not-readable');
    expect(Buffer.from(unreadable.value ?? '', 'base64').toString()).toBe(broken);
    expect(await stage.reader.next(deadLetter, (e) => e.reason === 'schema-violation')).toMatchObject({
      topic: 'message.sent.v1',
      detail: expect.stringContaining('/recipients'),
    });
  });
});

describe('a group message', () => {
  it('to 500 recipients, 300 of them pushable, makes at most 2 calls, and everyone is in exactly one list', async () => {
    const killed = Array.from({ length: 300 }, (_, i) => stage.phoneOf(`member-${i}`));
    const online = Array.from({ length: 100 }, (_, i) => stage.phoneOf(`online-${i}`));
    await Promise.all(killed.map((phone) => stage.killed(phone)));
    await Promise.all(online.map((phone) => stage.chat.says(['logged-in', phone])));
    await Promise.all(online.map((phone) => stage.becomes(phone, 'online')));
    const strangers = Array.from({ length: 100 }, (_, i) => `stranger-${i}`);
    const everyone = [...killed, ...online].map(({ user }) => user).concat(strangers);
    const before = (await stage.sandbox.calls()).length;

    await stage.sends('m-group', everyone);
    const fates = await Promise.all(everyone.map((user) => stage.fateOf('m-group', user)));
    const count = (fate: string) => fates.filter((one) => one === fate).length;
    expect([count('accepted'), count('online'), count('unknown-user')]).toEqual([300, 100, 100]);

    const calls = (await stage.sandbox.calls()).slice(before);
    expect(calls.length).toBeLessThanOrEqual(2);
    expect(calls.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(300);
    const gated = stage.reader.seen(pushGated).filter((e) => e.messageId === 'm-group');
    const listed = gated.flatMap((e) => [...e.onward, ...e.stopped].map(({ user }) => user));
    expect(listed.sort()).toEqual([...everyone].sort());
  }, 180_000);
});

describe('a certificate', () => {
  const inForceAfter = async (seconds: string): Promise<number> => {
    await stage.platform.programs.certificates.restart({ CERTIFICATES_EFFECTIVE_AFTER_SECONDS: seconds });
    const { settings, credential } = newFakes()[0]!.sample;
    const body = { vendor: 'xiaomi', name: `after ${seconds} s`, settings, credential };
    const path = '/v1/apps/demo/certificates';
    return (await stage.platform.api.post<{ id: number }>('certificates', path, body)).id;
  };

  it('3.17: that is not in effect yet holds what outlives its wait', async () => {
    const phone = stage.phoneOf('lea');
    const id = await inForceAfter('4');
    await stage.killed(phone, id);
    await stage.sends('m-held', ['lea']);
    expect(await stage.fateOf('m-held', 'lea')).toBe('accepted');
    expect(await stage.sandbox.callsTo(phone.token)).toHaveLength(1);
  });

  it('and what does not outlive it reaches nobody, and says so', async () => {
    const phone = stage.phoneOf('leo');
    await stage.killed(phone, await inForceAfter('600'));
    await stage.sends('m-later', ['leo'], { lifetimeSeconds: 300 });
    expect(await stage.fateOf('m-later', 'leo')).toBe('certificate-not-effective');
    expect(await stage.sandbox.callsTo(phone.token)).toEqual([]);
  });
});
