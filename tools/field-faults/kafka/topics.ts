// Topics that are not there: at the start of the services, or deleted and made anew while they run.
import { deadLetter, messageSent, pushGated, sessionChanged, TOPICS } from '@offline-push/contracts';
import { kcat, SERVICES } from '@offline-push/platform';
import { addPartitions, deleteTopics, makeTopics } from '../clients/topics';
import type { Fault } from '../fault';
import { must } from '../must';
import type { FieldPhone, Scene } from '../scene';

const FLOW = ['presence', 'device-bindings', 'dispatch'] as const;
const AWAY_MS = 15_000;

async function mustLive(scene: Scene): Promise<void> {
  for (const service of SERVICES) {
    must(scene.platform.programs[service].pid !== undefined, `${service} ended`);
    must((await scene.probe(service, 'live')).status === 200, `${service} is not alive`);
  }
}

const missing: Fault = {
  row: 'section 1',
  name: 'no topic exists when the services start; the topics job runs later',
  holds: 'no service ends, each says which topic it waits for, and all go on alone when there are topics',
  own: {},
  deadlineMs: 240_000,
  async run(scene) {
    await Promise.all(FLOW.map((service) => scene.platform.programs[service].stop()));
    await deleteTopics(
      scene,
      TOPICS.map(({ name }) => name),
    );
    for (const service of FLOW) scene.platform.programs[service].launch();
    await scene.passes(AWAY_MS);
    await mustLive(scene);
    for (const service of FLOW) {
      const { status, words } = await scene.probe(service, 'ready');
      must(status === 503 && /topic/.test(words), `${service} says ${status} ${words}`);
    }
    await makeTopics(scene);
    await scene.isWell();
  },
};

const anew = [sessionChanged, messageSent, pushGated].map(
  ({ name }): Fault => ({
    row: 'section 1',
    name: `${name} is deleted and made anew while the services run`,
    holds: 'no service ends, and what is written to the new topic counts: a phone rings, a logout counts',
    own: {},
    deadlineMs: 240_000,
    async run(scene) {
      const [before, leaves] = [scene.phone('before'), scene.phone('leaves')];
      await scene.kills(before, leaves);
      for (let i = 0; i < 12; i++) await scene.mustRing(before);
      await deleteTopics(scene, [name]);
      await scene.passes(5_000);
      await makeTopics(scene);
      await scene.passes(2_000);
      await mustLive(scene);
      await scene.says(leaves, 'logged-out');
      await scene.isBound(leaves, 'unbound');
      await scene.isWell();
      for (let i = 0; i < 6; i++) await scene.mustRing(before, 45_000);
      await scene.mustNotRing(leaves, 'logged-out', 'binding-ended');
    },
  }),
);

const lettersGone: Fault = {
  row: 'section 1',
  name: `${deadLetter.name} is deleted, and there are broken records before good ones`,
  holds:
    'nothing is skipped: their partitions wait and say why, others go on, and all go on when there is a topic',
  own: {},
  deadlineMs: 240_000,
  async run(scene) {
    const phone = scene.phone('letters');
    await scene.kills(phone);
    await deleteTopics(scene, [deadLetter.name]);
    const good = scene.messageTo([phone]);
    await scene.publishRaw(messageSent, `demo/${good.conversation}`, ['{"app":']);
    await scene.publish(messageSent, good);
    await scene.passes(AWAY_MS);
    await mustLive(scene);
    const { words } = await scene.probe('presence', 'ready');
    must(words.includes(deadLetter.name), `presence says ${words}`);
    await makeTopics(scene);
    await scene.mustHaveRung(good.messageId, phone, 60_000);
    await scene.letter(0, ({ topic }) => topic === messageSent.name);
  },
};

/** As many as before, and so many again. */
const MORE_PARTITIONS = 18;

const morePartitions: Fault = {
  row: 'section 1, P18',
  name: `an operator gives ${sessionChanged.name} and ${messageSent.name} more partitions while the services run`,
  holds: 'what lies on the new ones counts: nobody rings after a logout there, and every message rings',
  own: {},
  deadlineMs: 240_000,
  async run(scene) {
    const leavers = Array.from({ length: 12 }, () => scene.phone('leaves'));
    const ringers = Array.from({ length: 12 }, () => scene.phone('rings'));
    await scene.kills(...leavers, ...ringers);
    await addPartitions(scene, [sessionChanged.name, messageSent.name], MORE_PARTITIONS);
    for (const phone of leavers)
      await kcat(scene.brokers, sessionChanged.name, {
        key: `demo/${phone.user}`,
        value: JSON.stringify(scene.factOf(phone, 'logged-out')),
      });
    await scene.passes(12_000);
    const sent: [string, FieldPhone][] = [];
    for (const phone of [...leavers, ...ringers]) {
      const message = scene.messageTo([phone]);
      await kcat(scene.brokers, messageSent.name, {
        key: `demo/${message.conversation}`,
        value: JSON.stringify(message),
      });
      sent.push([message.messageId, phone]);
    }
    const rang: string[] = [];
    const silent: string[] = [];
    for (const [id, phone] of sent) {
      const fate = await scene.fate(id, phone, 30_000);
      if (leavers.includes(phone) && (await scene.rang(id, phone)) > 0) rang.push(phone.user);
      if (ringers.includes(phone) && fate !== 'accepted') silent.push(`${phone.user} ${fate}`);
    }
    must(rang.length === 0, `${rang.length} of 12 rang after their logout: ${rang.join(', ')}`);
    must(silent.length === 0, `${silent.length} of 12 did not ring: ${silent.join(', ')}`);
  },
};

const huge: Fault = {
  row: 'P3, section 1',
  name: 'a company allows records of 10 MB, and sends a broken and a good one of 5 MB',
  holds: 'the broken one has a dead letter, and the good one rings once',
  own: {},
  deadlineMs: 180_000,
  async run(scene) {
    const java = await scene.java();
    await java.configure(messageSent.name, 'max.message.bytes', '10485760');
    const producer = await java.producer({ 'max.request.size': '10485760' });
    const phone = scene.phone('huge');
    await scene.kills(phone);
    const good = scene.messageTo([phone]);
    const key = `demo/${good.conversation}`;
    await java.send(producer, {
      topic: messageSent.name,
      key,
      value: `{"app":"demo","x":"${'x'.repeat(5_000_000)}"`,
    });
    const value = JSON.stringify({ ...good, attachment: 'y'.repeat(5_000_000) });
    await java.send(producer, { topic: messageSent.name, key, value });
    await scene.letter(0, ({ topic }) => topic === messageSent.name);
    await scene.mustHaveRung(good.messageId, phone);
  },
};

export const TOPIC_FAULTS: readonly Fault[] = [missing, ...anew, lettersGone, morePartitions, huge];
