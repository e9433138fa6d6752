// Whether a credential is good, asked without ringing anybody.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { connectionTo } from './deliveries';
import { type Stage, stagedFor } from './stage';
import type { Subject } from './subject';

const DEADLINE_MS = 2_000;

export function aboutProbe(subject: Subject): void {
  const { vendor, settings } = subject;
  let stage: Stage;

  beforeEach(async () => (stage = await stagedFor(subject)));
  afterEach(() => stage.server.close());

  const probe = (credential: unknown, url = stage.server.url, deadlineMs = DEADLINE_MS) =>
    vendor.probe(connectionTo(vendor, url, credential, settings), deadlineMs);

  it('seam 3.12: says that the good one is good, or that it could be checked here only', async () => {
    const found = await probe(subject.credential);
    expect(found.result).toBe('good');
    if (found.result !== 'good' || found.checkedHereOnly === undefined) return;
    expect(found.checkedHereOnly).toMatch(/\w \w/);
    expect(stage.witness.calls).toEqual([]);
  });
  it('seam 3.12: says what is wrong with another one, and in which field of the form', async () => {
    const found = await probe(subject.wrongCredential);
    expect(found).toMatchObject({ result: 'wrong', says: expect.stringMatching(/\w \w/) });
    const field = 'field' in found ? found.field : '';
    const known = [vendor.credential, vendor.settings].flatMap((form) =>
      Object.keys(form['properties'] as object),
    );
    // "": the vendor does not say which.
    if (field !== '') expect(known).toContain(field.split('/')[1]);
  });
  it('rings nobody', async () => {
    await probe(subject.credential);
    expect(stage.fake.phones.all()).toEqual({});
  });
  it('does not know when nobody listens, unless it is checked here', async () => {
    await stage.server.close();
    const found = await probe(subject.credential);
    expect('checkedHereOnly' in found ? 'here' : found.result).toMatch(/^(unknown|here)$/);
  });
  it('waits no longer than it may', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const found = await probe(
      subject.credential,
      `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
      150,
    );
    for (const socket of sockets) socket.destroy();
    silent.close();
    expect('checkedHereOnly' in found ? 'here' : found.result).toMatch(/^(unknown|here)$/);
  });
}
