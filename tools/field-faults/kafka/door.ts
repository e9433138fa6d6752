// What serializers and people write: absent fields as null, words of their own, texts that are too long. One bad part does not cost the
// whole, and a refusal says which field and what is allowed.
import { messageSent, type PushOutcome, pushOutcome, sessionChanged } from '@offline-push/contracts';
import { kcat } from '@offline-push/platform';
import type { Fault } from '../fault';
import { must } from '../must';
import type { FieldPhone, Scene } from '../scene';
import { livesThrough } from './life';

const keyOf = ({ app, conversation }: { app: string; conversation: string }): string =>
  `${app}/${conversation}`;

/** Sends what may break rules; resolves with the message's id when it has rung. */
async function ringsWith(
  scene: Scene,
  phone: FieldPhone,
  more: object,
  text?: (id: string) => string,
): Promise<string> {
  const message = { ...scene.messageTo([phone]), ...more };
  await scene.publish(messageSent, message, { key: keyOf(message) });
  const fate = await scene.fate(message.messageId, phone);
  must(fate === 'accepted', `${message.messageId} ended as ${fate}`);
  if (text === undefined) await scene.mustHaveRung(message.messageId, phone);
  return message.messageId;
}

const nulls: Fault = {
  row: 'FF 1.13',
  name: 'null for every absent field (Jackson)',
  holds: 'null means absent, and the phone rings once',
  short: true,
  async run(scene) {
    const absent: Record<string, object> = {
      'session.changed.v1': { platform: null, link: null, gateway: null, atMs: null, detail: null },
      'binding.reported.v1': { reportedAtMs: null },
      'message.sent.v1': {
        sender: null,
        sentAtMs: null,
        lifetimeSeconds: null,
        kind: null,
        evenIfOnline: null,
      },
    };
    const push = {
      ext: null,
      click: null,
      sound: null,
      badge: null,
      class: null,
      vendors: null,
      enabled: null,
    };
    await livesThrough(
      ({ topic, key, event }) => {
        const value = { ...event, ...absent[topic] } as Record<string, unknown>;
        if (value['push'] !== undefined)
          value['push'] = { title: null, ...(value['push'] as object), ...push };
        return kcat(scene.brokers, topic, { key, value: JSON.stringify(value) });
      },
      scene,
      scene.phone('jackson'),
    );
  },
};

const ownType: Fault = {
  row: '3.11',
  name: "a company's own ce_type and ce_source",
  holds: 'the record is read as what its topic says, and the phone rings once',
  run: (scene) =>
    livesThrough(
      ({ topic, key, event }) =>
        kcat(scene.brokers, topic, {
          key,
          value: JSON.stringify(event),
          headers: { ce_type: 'com.acme.im.Event', ce_source: '/acme', ce_specversion: '1.0', ce_id: key },
        }),
      scene,
      scene.phone('own-type'),
    ),
};

const unknownFields: Fault = {
  row: 'section 1',
  name: 'unknown fields, also misspelt ones',
  holds: 'the phone rings, and a metric counts the fields by name',
  async run(scene) {
    const phone = scene.phone('unknown');
    await scene.kills(phone);
    await ringsWith(scene, phone, { tennant: 'x', schemaVersion: 3 });
    const metrics = await (await fetch(`${scene.platform.programs.presence.opsUrl}/metrics`)).text();
    must(metrics.includes('tennant'), 'no metric names the field "tennant"');
  },
};

const LONG = `${'a'.repeat(3_999)}👨‍👩‍👧‍👦🇨🇳`;

const longTexts: Fault = {
  row: '3.11, FF 1.17',
  name: 'title, text and ext that are too long, with a family at the edge',
  holds: 'the phone rings with a text cut between graphemes, and the outcome has a note',
  short: true,
  async run(scene) {
    const phone = scene.phone('long', { vendor: 'fcm' });
    await scene.kills(phone);
    const push = { title: '标'.repeat(300), text: LONG };
    const id = await ringsWith(scene, phone, { push }, () => LONG);
    const isIt = (event: PushOutcome): boolean => event.messageId === id;
    const { outcomes } = await scene.stage.reader.next(pushOutcome, isIt);
    must((outcomes[0]?.notes ?? []).length > 0, 'the outcome has no note');
    const [shown] = await scene.sandbox.shownOn(phone.vendor, phone.token);
    must(
      !/[\u200d\ufffd]$|[\ud800-\udbff]$/.test((shown?.text ?? '').replace(/…$/, '')),
      'the text ends inside a grapheme',
    );
    const other = scene.phone('long-ext');
    await scene.kills(other);
    await ringsWith(scene, other, { push: { text: 'ext', ext: 'e'.repeat(5_000) } }, () => 'ext');
  },
};

const tornText: Fault = {
  row: '3.11',
  name: 'a text that its sender cut between two surrogates',
  holds: 'the phone rings',
  async run(scene) {
    const phone = scene.phone('torn');
    await scene.kills(phone);
    await ringsWith(scene, phone, { push: { text: 'good night \ud83d' } }, () => '');
  },
};

const badRecipient: Fault = {
  row: '3.11',
  name: 'one bad recipient among a thousand',
  holds: 'it is stopped as bad-recipient, and the others ring or have their reason',
  async run(scene) {
    const phone = scene.phone('among');
    await scene.kills(phone);
    const others = Array.from({ length: 997 }, (_, i) => `nobody-${i}`);
    const recipients = [phone.user, 'bad\u0001user', ...others, ''];
    const message = { ...scene.messageTo([phone]), recipients };
    await scene.publish(messageSent, message, { key: keyOf(message) });
    await scene.mustHaveRung(message.messageId, phone);
    const gated = scene.gated(message.messageId);
    must(
      gated.some((one) => one.endsWith('bad-recipient')),
      'nobody was stopped as bad-recipient',
    );
    must(gated.filter((one) => one.endsWith('unknown-user')).length === 997, 'not all others have a reason');
  },
};

const unknownWords: Fault = {
  row: '3.11',
  name: 'unknown kinds and platforms: Video_Call, android-pad',
  holds: 'they count as unknown, and the phone rings',
  async run(scene) {
    const phone = scene.phone('pad');
    await scene.publish(sessionChanged, { ...scene.factOf(phone, 'logged-in'), platform: 'android-pad' });
    await scene.reports(phone);
    await scene.isBound(phone);
    await scene.publish(sessionChanged, {
      ...scene.factOf(phone, 'disconnected'),
      platform: 'HarmonyOS NEXT',
    });
    await scene.becomes(phone, 'offline');
    for (const kind of ['Video_Call', 'Image', 'x'.repeat(40)]) await ringsWith(scene, phone, { kind });
  },
};

const unions: Fault = {
  row: 'FF 2.4',
  name: 'a fault inside a union',
  holds: 'the refusal names the field and what is allowed, never "Expected union value"',
  async run(scene) {
    const phone = scene.phone('union');
    await scene.kills(phone);
    const since = scene.deadLetters.length;
    await scene.reports(phone, { binding: { certificateId: '9', token: phone.token } });
    const letter = await scene.letter(since, ({ topic }) => topic === 'binding.reported.v1');
    must(letter.detail.includes('/binding/certificateId'), `the letter says: ${letter.detail}`);
    must(!/union/i.test(letter.detail), `the letter says: ${letter.detail}`);
    const message = {
      ...scene.messageTo([phone]),
      push: { text: 'x', click: { action: 'open-url', url: 'ftp://x' } },
    };
    await scene.publish(messageSent, message, { key: keyOf(message) });
    const fate = scene.fate(message.messageId, phone, 10_000);
    const refused = scene
      .letter(since, ({ topic }) => topic === 'message.sent.v1')
      .then(({ detail }) => detail);
    const said = await Promise.race([
      refused,
      fate.then((end) => (end === 'accepted' ? '/push/click' : refused)),
    ]);
    must(said.includes('/push/click') && !/union/i.test(said), `the letter says: ${said}`);
  },
};

const numericApp: Fault = {
  row: '3.11',
  name: 'an app whose id is a number (an SDKAppID)',
  holds: 'the app can be made, and its events are read',
  async run(scene) {
    const app = '1400000000';
    await scene.platform.api.post('certificates', '/v1/apps', { id: app, name: 'SDKAppID' }, 'admin');
    const since = scene.deadLetters.length;
    const message = { ...scene.messageTo([scene.phone('numeric')]), app };
    await kcat(scene.brokers, messageSent.name, { key: keyOf(message), value: JSON.stringify(message) });
    await scene.mustNotHaveRung(
      message.messageId,
      scene.phone('numeric', { user: message.recipients[0] ?? '' }),
      ['unknown-user'],
    );
    scene.mustHaveNoLetters(since);
  },
};

export const DOOR: readonly Fault[] = [
  nulls,
  ownType,
  unknownFields,
  longTexts,
  tornText,
  badRecipient,
  unknownWords,
  unions,
  numericApp,
];
