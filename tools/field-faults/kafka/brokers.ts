// Brokers that are away, topics that cannot be written, and records that are too large together.
import { messageSent, presenceChanged, pushReceipted } from '@offline-push/contracts';
import { SERVICES } from '@offline-push/platform';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';

/** Longer than sessions of consumers, request time-outs and the first retries. */
const AWAY_MS = 25_000;
const FLOW = ['presence', 'device-bindings', 'dispatch'] as const;

async function mustLiveAndWait(scene: Scene): Promise<void> {
  for (const service of SERVICES) {
    must(scene.platform.programs[service].pid !== undefined, `${service} ended`);
    must((await scene.probe(service, 'live')).status === 200, `${service} is not alive`);
  }
  for (const service of FLOW) {
    const { status, words } = await scene.probe(service, 'ready');
    must(status === 503, `${service} says it is ready without a broker`);
    must(
      /kafka|broker|coordinator|topic|group|partition/i.test(words),
      `${service} does not say what it waits for: ${words}`,
    );
  }
}

const awayAtStart: Fault = {
  row: 'section 1',
  name: 'the broker is away when the services start',
  holds: 'no service ends, each says what it waits for, and all go on alone when it is back',
  own: {},
  deadlineMs: 180_000,
  async run(scene) {
    const phone = scene.phone('start');
    await scene.kills(phone);
    await Promise.all(FLOW.map((service) => scene.platform.programs[service].stop()));
    await scene.platform.parts.cluster.kill(1);
    for (const service of FLOW) scene.platform.programs[service].launch();
    await scene.passes(AWAY_MS);
    await mustLiveAndWait(scene);
    await scene.platform.parts.cluster.start(1);
    await scene.isWell();
    await scene.mustRing(phone, 30_000);
  },
};

const awayLater: Fault = {
  row: 'section 1',
  name: 'the broker, with every coordinator, is away for 25 s while the services run',
  holds: 'no service ends, each says what it waits for, and all go on alone when it is back',
  own: {},
  deadlineMs: 180_000,
  async run(scene) {
    const phone = scene.phone('later');
    await scene.kills(phone);
    await scene.platform.parts.cluster.kill(1);
    await scene.passes(AWAY_MS);
    await mustLiveAndWait(scene);
    await scene.platform.parts.cluster.start(1);
    await scene.isWell();
    await scene.mustRing(phone, 30_000);
  },
};

const leaderless: Fault = {
  row: 'S6, section 1',
  name: 'two of three brokers are away for 25 s, so that partitions have no leader',
  holds: 'no service ends, and a message sent meanwhile or afterwards rings once',
  own: { brokers: 3 },
  deadlineMs: 240_000,
  async run(scene) {
    const { cluster } = scene.platform.parts;
    const phone = scene.phone('leaderless');
    await scene.kills(phone);
    for (const id of [2, 3]) await cluster.kill(id);
    await scene.passes(AWAY_MS);
    for (const service of SERVICES)
      must(scene.platform.programs[service].pid !== undefined, `${service} ended`);
    for (const id of [2, 3]) await cluster.start(id);
    await cluster.isComplete();
    await scene.isWell();
    await scene.mustRing(phone, 45_000);
  },
};

/** Only listeners read the first of them; the second is written by dispatch beside its outcomes. */
const UNWRITABLE = [presenceChanged, pushReceipted].map(({ name }) => name);

const listeners: Fault = {
  row: 'P15, S7',
  name: `${UNWRITABLE.join(' and ')} cannot be written: they want three copies in sync, and one of three brokers is gone`,
  holds: 'pushes go on, logouts count, outcomes do not wait for receipts, and presence stays ready',
  own: { brokers: 3 },
  deadlineMs: 240_000,
  async run(scene) {
    const [rings, leaves, late] = [scene.phone('listeners'), scene.phone('leaves'), scene.phone('late')];
    await scene.kills(rings, leaves);
    const java = await scene.java();
    for (const topic of UNWRITABLE) await java.configure(topic, 'min.insync.replicas', '3');
    await scene.platform.parts.cluster.kill(3);
    await scene.passes(12_000); // the dead broker is fenced and its partitions have other leaders
    await scene.says(late, 'logged-in');
    await scene.reports(late);
    await scene.isBound(late);
    await scene.says(late, 'disconnected');
    await scene.says(leaves, 'logged-out');
    await scene.isBound(leaves, 'unbound');
    await scene.passes(15_000);
    for (const phone of [rings, late, rings, late]) await scene.mustRing(phone, 15_000);
    await scene.mustNotRing(leaves, 'logged-out', 'binding-ended');
    const { status, words } = await scene.probe('presence', 'ready');
    must(status === 200, `presence is not ready: ${words}`);
    for (const topic of UNWRITABLE) await java.configure(topic, 'min.insync.replicas', '');
    await scene.becomes(late, 'offline');
  },
};

const PHONES = 1_000;
const BATCH = 100;

const largeBundle: Fault = {
  row: 'P20',
  name: 'one message to 1,000 phones whose ids are 128 characters of Chinese',
  holds: 'every phone has an outcome',
  deadlineMs: 180_000,
  async run(scene) {
    const wide = (word: string): string => word.padEnd(128, '字');
    const phones = Array.from({ length: PHONES }, () => {
      const word = scene.fresh('wide');
      return scene.phone('', {
        user: wide(word),
        device: wide(`${word}-d`),
        session: wide(`${word}-s`),
        token: `ok-${word}`,
      });
    });
    for (let i = 0; i < PHONES; i += BATCH) await scene.kills(...phones.slice(i, i + BATCH));
    const messageId = await scene.sends(phones);
    for (const phone of phones) {
      const fate = await scene.fate(messageId, phone, 30_000);
      must(fate === 'accepted', `${phone.user} ended as ${fate}`);
    }
  },
};

const manyHeld: Fault = {
  row: '3.11',
  name: 'ten thousand broken messages and a good one behind them',
  holds: 'the good one rings within a minute',
  async run(scene) {
    const phone = scene.phone('patient');
    await scene.kills(phone);
    const good = scene.messageTo([phone]);
    const key = `${good.app}/${good.conversation}`;
    await scene.publishRaw(
      messageSent,
      key,
      Array.from({ length: 10_000 }, (_, i) => `{"app":"demo","n":${i}`),
    );
    await scene.publish(messageSent, good);
    await scene.mustHaveRung(good.messageId, phone, 60_000);
  },
};

export const BROKERS: readonly Fault[] = [
  largeBundle,
  manyHeld,
  listeners,
  awayAtStart,
  awayLater,
  leaderless,
];
