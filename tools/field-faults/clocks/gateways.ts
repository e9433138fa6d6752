// Gateways, phones and IM cores whose clocks are wrong: what they say orders nothing.
import { messageSent, type SessionChange } from '@offline-push/contracts';
import type { Fault } from '../fault';
import { must } from '../must';

const HOUR_MS = 3_600_000;
const ENDS: readonly SessionChange[] = ['logged-out', 'kicked', 'invalidated'];
const REASONS: readonly string[] = [...ENDS, 'binding-ended', 'withdrawn'];

/** A life in which the gateway of login and link is off by one time and the gateway of the end by another. In ms. */
const ends = ENDS.flatMap((change) =>
  [
    { life: HOUR_MS, end: 0, name: 'an hour ahead at login' },
    { life: 0, end: -HOUR_MS, name: 'an hour behind at the end' },
    { life: 20_000, end: -HOUR_MS, name: '20 s ahead at login, an hour behind at the end' },
  ].map(
    ({ life, end, name }): Fault => ({
      row: 'P16, FF 1.9',
      name: `${change} by a gateway whose clock differs: ${name}`,
      holds: 'nothing rings after the end of the session',
      ...(change === 'logged-out' && life === HOUR_MS && { short: true as const }),
      async run(scene) {
        const phone = scene.phone('skewed');
        const at = (shift: number): { atMs: number } => ({ atMs: Date.now() + shift });
        await scene.says(phone, 'logged-in', at(life));
        await scene.reports(phone, { reportedAtMs: Date.now() + life });
        await scene.isBound(phone);
        await scene.says(phone, 'disconnected', at(life));
        await scene.becomes(phone, 'offline');
        await scene.says(phone, change, at(end));
        await scene.becomes(phone, 'logged-out');
        await scene.mustNotRing(phone, ...REASONS);
        await scene.says(phone, 'disconnected', at(life));
        await scene.mustNotRing(phone, ...REASONS);
      },
    }),
  ),
);

const lives = [HOUR_MS, -HOUR_MS].map(
  (shift): Fault => ({
    row: 'section 3',
    name: `a life at a gateway whose clock is an hour ${shift > 0 ? 'ahead' : 'behind'}`,
    holds: 'the phone rings once when its app is killed, and stays silent when it reconnects',
    async run(scene) {
      const phone = scene.phone('shifted');
      const skewed = (): { atMs: number } => ({ atMs: Date.now() + shift });
      await scene.says(phone, 'logged-in', skewed());
      await scene.reports(phone, { reportedAtMs: Date.now() - shift });
      await scene.isBound(phone);
      await scene.says(phone, 'disconnected', skewed());
      await scene.becomes(phone, 'offline');
      await scene.mustRing(phone);
      await scene.says(phone, 'connected', { atMs: Date.now() - shift });
      await scene.becomes(phone, 'online');
      await scene.mustNotRing(phone, 'online', 'seen-since');
    },
  }),
);

const reports: Fault = {
  row: 'section 3',
  name: 'two phones report one token, the first with a clock a year ahead',
  holds: 'the last report has the token: the first is token-moved',
  async run(scene) {
    const ann = scene.phone('ann');
    const ben = scene.phone('ben', { token: ann.token });
    await scene.says(ann, 'logged-in');
    await scene.reports(ann, { reportedAtMs: Date.now() + 365 * 24 * HOUR_MS });
    await scene.isBound(ann);
    await scene.says(ann, 'disconnected');
    await scene.kills(ben);
    await scene.mustNotRing(ann, 'token-moved');
    await scene.mustRing(ben);
  },
};

const rotated: Fault = {
  row: 'section 3',
  name: 'a phone reports a new token with a clock that went back a year',
  holds: 'the last report counts: the new token rings',
  async run(scene) {
    const old = scene.phone('rotated');
    const next = { ...old, token: `${old.token}-next` };
    await scene.kills(old);
    await scene.reports(next, { reportedAtMs: Date.now() - 365 * 24 * HOUR_MS });
    await scene.isBound(next);
    await scene.mustRing(next);
  },
};

/** A time that cannot be one in ms is named or repaired; it is not "expired". */
const units = [0, Math.floor(Date.now() / 1000), -1, 8.64e15].map(
  (sentAtMs): Fault => ({
    row: 'FF 1.16',
    name: `sentAtMs ${sentAtMs < 1e8 || sentAtMs > 1e14 ? sentAtMs : 'in seconds'}`,
    holds: 'the message rings, or a dead letter names the field; it is not "expired"',
    async run(scene) {
      const phone = scene.phone('unit');
      await scene.kills(phone);
      const since = scene.deadLetters.length;
      const message = { ...scene.messageTo([phone]), sentAtMs };
      await scene.publish(messageSent, message);
      const refused = scene.letter(since).then(({ detail }) => detail);
      const end = await Promise.any([
        scene.fate(message.messageId, phone, 10_000),
        refused.catch(() => 'nowhere'),
      ]);
      must(end === 'accepted' || end.includes('/sentAtMs'), `it ended as ${end}`);
    },
  }),
);

/** Java sends a time stamp of the record's own; the broker's clock decides what it is worth. */
const recordTimes = [0, HOUR_MS, -HOUR_MS].map(
  (shift): Fault => ({
    row: 'section 3',
    name: shift === 0 ? 'a record time of 0' : `a record time an hour ${shift > 0 ? 'ahead' : 'behind'}`,
    holds: 'a life with it rings once, and a logout with it counts',
    async run(scene) {
      const java = await scene.java();
      const producer = await java.producer();
      const phone = scene.phone('record-time');
      const write = (topic: string, event: object): Promise<void> =>
        java.send(producer, {
          topic,
          key: topic === messageSent.name ? null : `demo/${phone.user}`,
          value: JSON.stringify(event),
          timestampMs: shift === 0 ? 0 : Date.now() + shift,
        });
      await write('session.changed.v1', scene.factOf(phone, 'logged-in'));
      await write('binding.reported.v1', scene.reportOf(phone));
      await scene.isBound(phone);
      await write('session.changed.v1', scene.factOf(phone, 'disconnected'));
      await scene.becomes(phone, 'offline');
      const message = scene.messageTo([phone]);
      await write('message.sent.v1', message);
      await scene.mustHaveRung(message.messageId, phone);
      await write('session.changed.v1', scene.factOf(phone, 'logged-out'));
      await scene.becomes(phone, 'logged-out');
      await scene.mustNotRing(phone, ...REASONS);
    },
  }),
);

export const GATEWAYS: readonly Fault[] = [...ends, ...lives, reports, rotated, ...units, ...recordTimes];
