// The walk of the page that all of this came from, through every vendor: create the certificate, get the numeric id, log in, report, be
// killed, get the message as a notification; log out, and get nothing.
import type { PushContent } from '@offline-push/contracts';
import type { Probe } from '@offline-push/vendors';
import { newFakes, type Shown } from '@offline-push/vendors/fakes';
import { type Phone, Stage } from './stage';

jest.setTimeout(60_000);

const EXT = '{"conversation":"c2c-alice-bob"}';
const SAMPLES = new Map(newFakes().map(({ vendor, sample }) => [vendor, sample]));

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
}, 120_000);
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
): Promise<Shown | undefined> {
  await stage.sends(messageId, [phone.user], { push });
  expect(await stage.fateOf(messageId, phone.user)).toBe('accepted');
  return (await stage.sandbox.shownOn(vendor, phone.token)).at(-1);
}

describe.each([...SAMPLES.keys()])('the walk through %s', (vendor) => {
  it('gives a numeric certificate id', () => {
    expect(stage.tenant.certificates[vendor]).toEqual(expect.any(Number));
  });

  it('says that a good credential is good, and what is wrong with another one (scenario 10)', async () => {
    const path = `/v1/apps/demo/certificates`;
    const probe = (id?: number) => stage.platform.api.post<Probe>('certificates', `${path}/${id}/probe`, {});
    expect(await probe(stage.tenant.certificates[vendor])).toEqual({ result: 'good' });
    const { settings, wrongCredential } = SAMPLES.get(vendor)!;
    const body = { vendor, name: 'wrong', settings, credential: wrongCredential };
    const { id } = await stage.platform.api.post<{ id: number }>('certificates', path, body);
    expect(await probe(id)).toEqual({
      result: 'wrong',
      field: expect.any(String),
      says: expect.stringMatching(/\w+ \w+/),
    });
  });

  it('rings the killed phone once, with the default title and the custom content (scenarios 38, 39, 40)', async () => {
    const phone = phoneOf(vendor, 'killed');
    await stage.killed(phone, stage.tenant.certificates[vendor]);
    const notification = await shown(vendor, phone, `${vendor}-1`, { text: 'Are you coming?', ext: EXT });
    expect(notification).toMatchObject({
      title: 'a new message',
      text: 'Are you coming?',
      ext: EXT,
      rings: 1,
    });
    expect(await stage.sandbox.callsTo(phone.token)).toHaveLength(1);
  });

  it('opens the app, a page with the custom content, or a URL without it (scenarios 40, 41, 42)', async () => {
    const phone = phoneOf(vendor, 'clicks');
    await stage.killed(phone, stage.tenant.certificates[vendor]);
    const page = 'intent:#Intent;component=com.example.im/.ChatActivity;end';
    const url = 'https://chat.example.com/c2c-alice-bob';
    const toPage = await shown(vendor, phone, `${vendor}-page`, {
      text: 'p',
      ext: EXT,
      click: { action: 'open-page', page },
    });
    const toUrl = await shown(vendor, phone, `${vendor}-url`, {
      text: 'u',
      ext: EXT,
      click: { action: 'open-url', url },
    });
    expect(toPage?.ext).toBe(EXT);
    expect(toUrl?.ext).toBeUndefined();
    expect(toUrl?.click).toContain(url);
  });

  it('rings nobody after logout', async () => {
    const phone = phoneOf(vendor, 'logged-out');
    await stage.killed(phone, stage.tenant.certificates[vendor]);
    await stage.chat.says(['logged-out', phone]);
    await stage.becomes(phone, 'logged-out');
    await stage.sends(`${vendor}-after`, [phone.user]);
    expect(await stage.fateOf(`${vendor}-after`, phone.user)).toBe('logged-out');
    expect(await stage.sandbox.callsTo(phone.token)).toEqual([]);
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
