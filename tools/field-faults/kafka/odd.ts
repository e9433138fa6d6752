// Records that are legal and odd: parts of a life that nobody thinks of when writing an example.
import { messageSent, sessionChanged, TOPICS } from '@offline-push/contracts';
import { kcat, SERVICES } from '@offline-push/platform';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';
import { livesThrough } from './life';

const nothingAtAll: Fault = {
  row: 'P1, section 1',
  name: 'a record without key, value and headers on every topic',
  holds: 'the topics go on, and no service ends',
  async run(scene) {
    const java = await scene.java();
    const producer = await java.producer();
    for (const { name, retention } of TOPICS)
      for (let i = 0; i < 6; i++)
        await java.send(producer, {
          topic: name,
          key: 'compacted' in retention ? `k-${i}` : null,
          value: null,
          headers: { x: null },
        });
    await livesThrough(
      ({ topic, key, event }) => java.send(producer, { topic, key, value: JSON.stringify(event) }),
      scene,
      scene.phone('after-nothing'),
    );
    for (const service of SERVICES)
      must(scene.platform.programs[service].pid !== undefined, `${service} ended`);
  },
};

const manyHeaders: Fault = {
  row: 'P1, section 1',
  name: 'a life whose records have 300 headers, one with a name of 60 kB, some twice, and the ones that Spring writes',
  holds: 'the phone rings once',
  async run(scene) {
    const java = await scene.java();
    const producer = await java.producer();
    const headers: Record<string, string | null> = {
      __TypeId__: 'com.acme.im.events.MessageSent',
      spring_json_header_types: '{"a":"java.lang.String"}',
      ['n'.repeat(60_000)]: 'x',
      ['__proto__']: 'x',
    };
    for (let i = 0; i < 300; i++) headers[`h-${i}`] = i % 3 === 0 ? null : 'v'.repeat(50);
    await livesThrough(
      ({ topic, key, event }) => java.send(producer, { topic, key, value: JSON.stringify(event), headers }),
      scene,
      scene.phone('headers'),
    );
  },
};

const clothes = (event: object, topic: string): [name: string, value: string][] => {
  const text = JSON.stringify(event);
  const cloud = {
    specversion: '1.0',
    id: '1',
    source: '/acme',
    type: topic,
    datacontenttype: 'application/json',
  };
  return [
    ['BOM', `\ufeff${text}`],
    ['trailing newline', `${text}\n`],
    ['leading spaces and CRLF', `  \r\n${text}\r\n`],
    ['a name twice', text.replace('{', '{"app":"other",')],
    ['structured', JSON.stringify({ ...cloud, data: event })],
    ['structured, own type', JSON.stringify({ ...cloud, type: 'com.acme.X', data: event })],
    ['structured, data as text', JSON.stringify({ ...cloud, data: text })],
    [
      'structured, data in base64',
      JSON.stringify({ ...cloud, data_base64: Buffer.from(text).toString('base64') }),
    ],
    ['JSON in JSON', JSON.stringify(text)],
  ];
};

const serialized: Fault = {
  row: '3.11, section 1',
  name: 'a life in other clothes: BOM, line ends, names twice, structured CloudEvents, JSON as a text in JSON',
  holds: 'each is read, and each phone rings once',
  deadlineMs: 240_000,
  async run(scene) {
    const wrong: string[] = [];
    const names = clothes({}, '').map(([name]) => name);
    for (const [i, name] of names.entries()) {
      const phone = scene.phone('clothes');
      await livesThrough(
        async ({ topic, key, event }) => {
          const [, value = ''] = clothes(event, topic)[i] ?? [];
          await kcat(scene.brokers, topic, { key, value });
        },
        scene,
        phone,
      ).catch((error: unknown) => wrong.push(`${name}: ${String(error)}`));
    }
    must(wrong.length === 0, wrong.join('; '));
  },
};

const messagesNow = (): Record<string, object> => ({
  'push null': { push: null },
  'push a list': { push: [] },
  'push a text': { push: 'hello' },
  'nulls in push': {
    push: { text: null, title: null, badge: { set: null, add: null }, vendors: { xiaomi: null } },
  },
  'click null': { push: { text: 'x', click: null } },
  'click unknown': { push: { text: 'x', click: { action: 'dance' } } },
  'badge a number': { push: { text: 'x', badge: 3 } },
  'badge as texts': { push: { text: 'x', badge: { set: '3' } } },
  'evenIfOnline null': { evenIfOnline: null },
  'evenIfOnline "true"': { evenIfOnline: 'true' },
  'evenIfOnline []': { evenIfOnline: [] },
  'lifetime as text': { lifetimeSeconds: '60' },
  'lifetime 1e9': { lifetimeSeconds: 1e9 },
  'lifetime -1': { lifetimeSeconds: -1 },
  'lifetime 1.5': { lifetimeSeconds: 1.5 },
  'sent in seconds': { sentAtMs: Math.floor(Date.now() / 1000) },
  'sent in µs': { sentAtMs: Date.now() * 1000 },
  'sent as text': { sentAtMs: String(Date.now()) },
  'sent as ISO': { sentAtMs: new Date().toISOString() },
  'sent a year ahead': { sentAtMs: Date.now() + 365 * 86_400_000 },
  'sent an hour ahead': { sentAtMs: Date.now() + 3_600_000 },
  'sender a number': { sender: 5 },
  'kind a number': { kind: 1 },
  'kind null and mentions': { kind: null, mentions: ['a'], nested: { deep: { deeper: null } } },
});

const messages: Fault = {
  row: '3.11, FF 1.16, section 1',
  name: 'messages with each optional field as somebody will write it',
  holds: 'each rings once',
  deadlineMs: 240_000,
  async run(scene) {
    const phones = Object.keys(messagesNow()).map(() => scene.phone('fields'));
    await scene.kills(...phones);
    const since = scene.deadLetters.length;
    const ids: [string, string, number][] = [];
    for (const [i, [name, more]] of Object.entries(messagesNow()).entries()) {
      const phone = phones[i] ?? scene.phone('x');
      const message = { ...scene.messageTo([phone]), ...more };
      await scene.publish(messageSent, message, { key: `demo/${message.conversation}` });
      ids.push([name, message.messageId, i]);
    }
    const wrong: string[] = [];
    for (const [name, id, i] of ids) {
      const fate = await scene.fate(id, phones[i] ?? scene.phone('x'), 8_000);
      if (fate !== 'accepted') wrong.push(`${name}: ${fate}`);
    }
    must(wrong.length === 0, wrong.join('; '));
    scene.mustHaveNoLetters(since);
  },
};

const crowd: Fault = {
  row: '3.11, P20',
  name: 'a message for 5,000 recipients',
  holds: 'the one with a phone rings, and each has a reason',
  async run(scene) {
    const phone = scene.phone('crowd');
    await scene.kills(phone);
    const recipients = [...Array.from({ length: 4_999 }, (_, i) => `nobody-${i}`), phone.user];
    const message = { ...scene.messageTo([phone]), recipients };
    await scene.publish(messageSent, message, { key: `demo/${message.conversation}` });
    await scene.mustHaveRung(message.messageId, phone);
    must(
      scene.gated(message.messageId).length === 5_000,
      `${scene.gated(message.messageId).length} have a reason`,
    );
  },
};

const CHANGES: Record<string, object> = {
  'link a number': { link: 5 },
  'platform empty': { platform: '' },
  'platform a number': { platform: 2 },
  'detail of 10 kB': { detail: 'd'.repeat(10_000) },
  'at in seconds': { atMs: 1_790_000_000 },
  'at as ISO': { atMs: new Date().toISOString() },
  'at in 2099': { atMs: 4_070_908_800_000 },
  'gateway null, link null': { gateway: null, link: null },
};

const changes: Fault = {
  row: '3.11, section 1',
  name: 'logouts with each optional field as somebody will write it',
  holds: 'each counts',
  async run(scene) {
    const phones = Object.keys(CHANGES).map(() => scene.phone('out'));
    await scene.kills(...phones);
    for (const [i, more] of Object.values(CHANGES).entries())
      await scene.publish(sessionChanged, {
        ...scene.factOf(phones[i] ?? scene.phone('x'), 'logged-out'),
        ...more,
      });
    for (const phone of phones) await scene.becomes(phone, 'logged-out');
    for (const phone of phones.slice(0, 2)) await scene.mustNotRing(phone, 'logged-out', 'binding-ended');
  },
};

/** Ids as a database gives them. */
const numbers: Fault = {
  row: '3.11',
  name: 'a life of a user whose ids are numbers',
  holds: 'the phone rings once',
  async run(scene) {
    const n = 100_000 + Number(scene.fresh('9').slice(2));
    const phone = scene.phone('n', { user: String(n), device: String(n + 1), session: String(n + 2) });
    await livesThrough(
      ({ topic, key, event }) => {
        const value = JSON.stringify(event)
          .replace(/"(user|device|session)":"(\d+)"/g, '"$1":$2')
          .replace(/"recipients":\["(\d+)"\]/, '"recipients":[$1]');
        return kcat(scene.brokers, topic, { key, value });
      },
      scene,
      phone,
    );
  },
};

const enums: Fault = {
  row: '3.11',
  name: 'changes as enums print them: LOGGED_IN, LOGGED_OUT',
  holds: 'the phone rings, and no more after the logout',
  async run(scene: Scene) {
    const phone = scene.phone('enum');
    const says = (change: string) =>
      scene.publish(sessionChanged, { ...scene.factOf(phone, 'logged-in'), change });
    await says('LOGGED_IN');
    await scene.reports(phone);
    await scene.isBound(phone);
    await says('DISCONNECTED');
    await scene.becomes(phone, 'offline');
    await scene.mustRing(phone);
    await says('LOGGED_OUT');
    await scene.becomes(phone, 'logged-out');
    await scene.mustNotRing(phone, 'logged-out', 'binding-ended');
  },
};

export const ODD: readonly Fault[] = [
  nothingAtAll,
  manyHeaders,
  serialized,
  messages,
  crowd,
  changes,
  numbers,
  enums,
];
