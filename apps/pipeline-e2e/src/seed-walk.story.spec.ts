// The walk of the page that all of this came from, through every vendor: create the certificate, get the numeric id, log in, report, be
// killed, get the message as a notification and tap it; log out, and get nothing.
import { type Click, type MessageSent, pushAddressed, type PushContent } from '@offline-push/contracts';
import type { Probe } from '@offline-push/vendors/send';
import { newFakes, type Shown } from '@offline-push/vendor-fakes';
import { type Phone, Stage } from '@offline-push/platform';

jest.setTimeout(180_000);

const EXT = '{"conversation":"c2c-alice-bob"}';
const CERTIFICATES = '/v1/apps/demo/certificates';
const MINUTE_MS = 60_000;
const CLICKS = {
  app: { action: 'open-app' },
  page: { action: 'open-page', page: 'intent:#Intent;component=com.example.im/.ChatActivity;end' },
  url: { action: 'open-url', url: 'https://chat.example.com/c2c-alice-bob' },
} as const satisfies Record<string, Click>;
const SAMPLES = new Map(newFakes().map(({ vendor, sample }) => [vendor, sample]));

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
}, 180_000);
afterAll(() => stage.close());

const phoneOf = (vendor: string, what: string): Phone => {
  const phone = stage.phoneOf(`${vendor}-${what}`);
  return { ...phone, token: SAMPLES.get(vendor)?.tokenFor?.(phone.token) ?? phone.token };
};

/** What the phone shows after a message with this push content. */
async function shown(
  vendor: string,
  phone: Phone,
  messageId: string,
  push: PushContent,
  message: Partial<MessageSent> = {},
): Promise<Shown | undefined> {
  await stage.sends(messageId, [phone.user], { ...message, push });
  expect(await stage.fateOf(messageId, phone.user)).toBe('accepted');
  return (await stage.sandbox.shownOn(vendor, phone.token)).at(-1);
}

/** As the operator saves it in the console: the form of this vendor with this click event. */
async function certificateWith(vendor: string, click: Click): Promise<number> {
  const { settings, credential } = SAMPLES.get(vendor)!;
  const body = { vendor, name: click.action, settings: { ...settings, click }, credential };
  const { id } = await stage.platform.api.post<{ id: number }>('certificates', CERTIFICATES, body);
  return id;
}

describe.each([...SAMPLES.keys()])('the walk through %s', (vendor) => {
  it('gives a numeric certificate id that no other certificate has (scenarios 1, 6)', async () => {
    const known = Object.values(stage.tenant.certificates);
    const id = await certificateWith(vendor, { action: 'open-app' });
    expect(Number.isSafeInteger(id) && id > 0).toBe(true);
    expect(known).not.toContain(id);
    expect(new Set(known).size).toBe(SAMPLES.size);
  });

  it('says that a good credential is good, and what is wrong with another one (scenario 10)', async () => {
    const probe = (id?: number) =>
      stage.platform.api.post<Probe>('certificates', `${CERTIFICATES}/${id}/probe`, {});
    expect(await probe(stage.tenant.certificates[vendor])).toMatchObject({ result: 'good' });
    const { settings, wrongCredential } = SAMPLES.get(vendor)!;
    const body = { vendor, name: 'wrong', settings, credential: wrongCredential };
    const { id } = await stage.platform.api.post<{ id: number }>('certificates', CERTIFICATES, body);
    expect(await probe(id)).toEqual({
      result: 'wrong',
      field: expect.any(String),
      says: expect.stringMatching(/\w+ \w+/),
    });
  });

  it('rings the phone while its app is killed, within a minute, not before and not after the logout (scenarios 13, 22, 23, 38, 39, 40)', async () => {
    const phone = phoneOf(vendor, 'walk');
    const fateOf = async (messageId: string): Promise<string> => {
      await stage.sends(messageId, [phone.user], { push: { text: 'Are you coming?', ext: EXT } });
      return stage.fateOf(messageId, phone.user);
    };
    await stage.chat.says(['logged-in', phone]);
    await stage.chat.reports(phone, stage.tenant.certificates[vendor]!, phone.token);
    await Promise.all([stage.becomes(phone, 'online'), stage.isBound(phone)]);
    expect(await fateOf(`${vendor}-alive`)).toBe('online');

    await stage.chat.says(['disconnected', phone]);
    await stage.becomes(phone, 'offline');
    const sentAtMs = Date.now();
    expect(await fateOf(`${vendor}-killed`)).toBe('accepted');
    expect(await stage.sandbox.shownOn(vendor, phone.token)).toEqual([
      expect.objectContaining({ title: 'a new message', text: 'Are you coming?', ext: EXT, rings: 1 }),
    ]);
    const [call, ...others] = await stage.sandbox.callsTo(phone.token);
    expect(call).toMatchObject({
      vendor,
      accepted: 1,
      answer: 'given',
      messages: [{ tokens: [phone.token] }],
    });
    expect(call!.atMs - sentAtMs).toBeLessThan(MINUTE_MS);
    expect(others).toEqual([]);

    await stage.chat.says(['logged-out', phone]);
    await stage.becomes(phone, 'logged-out');
    expect(await fateOf(`${vendor}-logged-out`)).toBe('logged-out');
    expect(await stage.sandbox.callsTo(phone.token)).toHaveLength(1);
  });

  it('opens what the certificate says, else what the message says: the app, a page with the custom content, a URL without it (scenarios 40, 41, 42)', async () => {
    const clicks = Object.values(CLICKS);
    const byMessage = phoneOf(vendor, 'clicks');
    await stage.killed(byMessage, stage.tenant.certificates[vendor]);
    const taps: (string | undefined)[] = [];
    for (const click of clicks) {
      const what = click.action;
      const byCertificate = phoneOf(vendor, what);
      await stage.killed(byCertificate, await certificateWith(vendor, click));
      const one = await shown(vendor, byCertificate, `${vendor}-${what}`, { text: what, ext: EXT });
      const other = await shown(vendor, byMessage, `${vendor}-${what}-2`, { text: what, ext: EXT, click });
      expect(one?.ext).toBe(what === 'open-url' ? undefined : EXT);
      expect(other).toMatchObject({ contentHash: one?.contentHash, click: one?.click });
      taps.push(one?.click);
    }
    expect(taps[2]).toContain(CLICKS.url.url);
    expect(new Set(taps).size).toBe(clicks.length);
  });

  it('shows what the server sends as it shows what a client sends (scenario 46)', async () => {
    const phone = phoneOf(vendor, 'both');
    await stage.killed(phone, stage.tenant.certificates[vendor]);
    const push: PushContent = {
      title: 'News',
      text: 'All stations',
      ext: EXT,
      click: CLICKS.page,
      sound: 'ping',
    };
    const fromClient = await shown(vendor, phone, `${vendor}-client`, push, { sender: 'alice' });
    const fromServer = await shown(vendor, phone, `${vendor}-server`, push);
    const { title, text, ext, click, contentHash } = fromClient!;
    expect(fromServer).toMatchObject({ title, text, ext, click, contentHash, rings: 1 });
    const [first, second] = await stage.sandbox.callsTo(phone.token);
    const { path, credential, targets, code } = first!;
    expect(second).toMatchObject({ vendor, path, credential, targets, code, accepted: 1 });
    // A vendor's request is made of this content and of ids, and plans are pure.
    for (const messageId of [`${vendor}-client`, `${vendor}-server`]) {
      const addressed = await stage.reader.next(pushAddressed, (e) => e.messageId === messageId);
      expect(addressed.content).toEqual(push);
    }
  });

  it('unbinds a dead token, and says so the next time (scenario 20)', async () => {
    const phone = { ...stage.phoneOf(`${vendor}-uninstalled`), token: `dead-${vendor}-phone` };
    phone.token = SAMPLES.get(vendor)?.tokenFor?.(phone.token) ?? phone.token;
    await stage.killed(phone, stage.tenant.certificates[vendor]);
    await stage.sends(`${vendor}-dead`, [phone.user]);
    expect(await stage.fateOf(`${vendor}-dead`, phone.user)).toBe('token-dead');
    await stage.isBound(phone, 'unbound');
    await stage.sends(`${vendor}-dead-again`, [phone.user]);
    expect(await stage.fateOf(`${vendor}-dead-again`, phone.user)).toBe('token-dead');
    expect(await stage.sandbox.callsTo(phone.token)).toHaveLength(1);
  });
});
