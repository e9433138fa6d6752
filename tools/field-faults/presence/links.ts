// Links, phases and the end of sessions: who is connected, and who is logged in.
import { messageSent } from '@offline-push/contracts';
import type { Fault } from '../fault';
import { must } from '../must';
import type { FieldPhone, Scene } from '../scene';

const wifi = { link: 'l-wifi', gateway: 'gateway-a' };
const mobile = { link: 'l-mobile', gateway: 'gateway-b' };

async function isLoggedIn(scene: Scene, phone: FieldPhone, more: object = {}): Promise<void> {
  await scene.says(phone, 'logged-in', more);
  await scene.reports(phone);
  await scene.isBound(phone);
}

const lateDisconnect: Fault = {
  row: '3.1',
  name: 'the old gateway notices minutes later that its link is dead',
  holds: 'the phone is online over its new link and does not ring; it rings when that one ends too',
  short: true,
  async run(scene) {
    const phone = scene.phone('moved');
    await isLoggedIn(scene, phone, wifi);
    await scene.says(phone, 'connected', mobile);
    await scene.says(phone, 'disconnected', wifi);
    await scene.passes(1_000);
    await scene.mustNotRing(phone, 'online', 'seen-since');
    await scene.says(phone, 'disconnected', mobile);
    await scene.becomes(phone, 'offline');
    await scene.mustRing(phone);
  },
};

const gatewaysApart: Fault = {
  row: '3.1',
  name: 'the late disconnect of the old link comes from a gateway 20 s ahead',
  holds: 'the phone is online over its new link and does not ring',
  async run(scene) {
    const phone = scene.phone('apart');
    await isLoggedIn(scene, phone, wifi);
    await scene.says(phone, 'connected', { ...mobile, atMs: Date.now() - 20_000 });
    await scene.says(phone, 'disconnected', { ...wifi, atMs: Date.now() + 20_000 });
    await scene.passes(1_000);
    await scene.mustNotRing(phone, 'online', 'seen-since');
  },
};

const reconnectPhase: Fault = {
  row: '3.19',
  name: 'killed in background, then opened again without a word about its phase',
  holds: 'the phase is unknown: the phone in the hand does not ring',
  async run(scene) {
    const phone = scene.phone('reopened');
    await isLoggedIn(scene, phone, wifi);
    await scene.says(phone, 'background', wifi);
    await scene.says(phone, 'disconnected', wifi);
    await scene.becomes(phone, 'offline');
    await scene.says(phone, 'connected', mobile);
    await scene.passes(1_000);
    await scene.mustNotRing(phone, 'online', 'seen-since');
  },
};

const backgroundRings: Fault = {
  row: '3.19',
  name: 'connected and in background, by a heartbeat without a phase',
  holds: 'a heartbeat of the same link keeps the phase: the phone rings',
  async run(scene) {
    const phone = scene.phone('background');
    await isLoggedIn(scene, phone, wifi);
    await scene.says(phone, 'background', wifi);
    await scene.says(phone, 'connected', wifi);
    await scene.passes(1_000);
    await scene.mustRing(phone);
  },
};

const revived: Fault = {
  row: 'section 4',
  name: 'after its logout every other fact of the session comes again, an hour later by its clock',
  holds: 'the end is final: nothing rings, and a report is refused',
  async run(scene) {
    const phone = scene.phone('ended');
    await scene.kills(phone);
    await scene.says(phone, 'logged-out');
    await scene.becomes(phone, 'logged-out');
    const later = { atMs: Date.now() + 3_600_000 };
    for (const change of ['logged-in', 'connected', 'background', 'disconnected'] as const)
      await scene.says(phone, change, later);
    await scene.reports(phone);
    await scene.isBound(phone, 'refused');
    await scene.mustNotRing(phone, 'logged-out', 'binding-ended');
  },
};

const refusedAtDoor: Fault = {
  row: 'section 4',
  name: 'a login of an ended session over HTTP',
  holds: 'it is refused with 409 session-ended, and a new session id logs in',
  async run(scene) {
    const phone = scene.phone('door');
    await scene.kills(phone);
    await scene.says(phone, 'logged-out');
    await scene.becomes(phone, 'logged-out');
    const { app, ...login } = scene.factOf(phone, 'logged-in');
    const post = (body: object): Promise<string> =>
      scene.platform.api
        .call('presence', 'POST', `/v1/apps/${app}/sessions:change`, { role: 'service', body })
        .then(({ status }) => String(status), String);
    const answer = await post(login);
    must(answer.includes('409') && answer.includes('session-ended'), `the answer: ${answer}`);
    must(
      (await post({ ...login, session: `${phone.session}-next` })) === '202',
      'the next login was refused',
    );
  },
};

const httpDoor: Fault = {
  row: 'section 4',
  name: 'a message over HTTP, twice, and then with another content',
  holds: '202 with push ids, the same ids again, one ring, and the other content is refused or a dead letter',
  short: true,
  async run(scene) {
    const phone = scene.phone('http');
    await scene.kills(phone);
    const { app, ...message } = scene.messageTo([phone]);
    const post = (body: object): Promise<{ status: number; body: unknown }> =>
      scene.platform.api.call('presence', 'POST', `/v1/apps/${app}/messages`, { role: 'service', body });
    const first = await post(message);
    must(first.status === 202, `the answer is ${first.status}`);
    await scene.mustHaveRung(message.messageId, phone);
    const again = await post(message);
    must(JSON.stringify(again.body) === JSON.stringify(first.body), 'the same message has other ids');
    must(JSON.stringify(first.body).length > 20, `there are no ids: ${JSON.stringify(first.body)}`);
    const since = scene.deadLetters.length;
    const other = await post({ ...message, push: { text: 'another' } }).then(
      ({ status }) => status,
      (error: unknown) => String(error),
    );
    if (other === 202) await scene.letter(since, ({ topic }) => topic === messageSent.name);
    await scene.passes(2_000);
    must((await scene.callsTo(phone)) === 1, 'it rang again');
  },
};

export const LINKS: readonly Fault[] = [
  lateDisconnect,
  gatewaysApart,
  reconnectPhase,
  backgroundRings,
  revived,
  refusedAtDoor,
  httpDoor,
];
