// Transactional producers: committed, aborted, left open. Control records and aborted ones count as read.
import { bindingReported, messageSent, sessionChanged, TOPICS } from '@offline-push/contracts';
import { SERVICES } from '@offline-push/platform';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';
import { livesThrough } from './life';

const transactional = (scene: Scene, word: string): Record<string, string> => ({
  'transactional.id': scene.fresh(word),
  'transaction.timeout.ms': '60000',
});

/** A watched feed counts as stale after 10 s. */
const STALE_MS = 12_000;

const committed: Fault = {
  row: 'FF 1.2',
  name: 'a life in committed transactions of a Java producer',
  holds: 'the phone rings once',
  async run(scene) {
    const java = await scene.java();
    const producer = await java.producer(transactional(scene, 'committed'));
    await livesThrough(
      async ({ topic, key, event }) => {
        await java.begin(producer);
        await java.send(producer, { topic, key, value: JSON.stringify(event) });
        await java.commit(producer);
      },
      scene,
      scene.phone('committed'),
    );
  },
};

/** Every topic that a service reads: a foreign job may have written to any of them. */
const aborted: Fault = {
  row: 'P4, FF 1.2',
  name: 'an aborted transaction at the end of every topic',
  holds: 'pushes go on without another record there, nothing of it rings, and nobody says lost-input',
  async run(scene) {
    const java = await scene.java();
    const phone = scene.phone('aborted');
    await scene.kills(phone);
    const producer = await java.producer(transactional(scene, 'aborted'));
    const key = `demo/${phone.user}`;
    const message = scene.messageTo([phone]);
    await java.begin(producer);
    for (const { name } of TOPICS) {
      const isSession = name === sessionChanged.name;
      const event = isSession ? scene.factOf(phone, 'logged-out') : name === messageSent.name ? message : {};
      await java.send(producer, { topic: name, key, value: JSON.stringify(event) });
    }
    await java.abort(producer);
    await scene.passes(STALE_MS);
    await scene.mustRing(phone);
    must((await scene.rang(message.messageId, phone)) === 0, 'the aborted message rang');
    mustHaveLostNothing(scene);
  },
};

const abortedOverAndOver: Fault = {
  row: 'P4',
  name: 'aborted transactions between the records of a life',
  holds: 'the phone rings once, and nobody says lost-input',
  async run(scene) {
    const java = await scene.java();
    const producer = await java.producer(transactional(scene, 'between'));
    await livesThrough(
      async ({ topic, key, event }) => {
        for (const isGood of [false, true, false]) {
          await java.begin(producer);
          await java.send(producer, { topic, key, value: isGood ? JSON.stringify(event) : '{"app":"demo"}' });
          await (isGood ? java.commit(producer) : java.abort(producer));
        }
      },
      scene,
      scene.phone('between'),
    );
    mustHaveLostNothing(scene);
  },
};

const open: Fault = {
  row: 'P4',
  name: 'a logout behind a transaction that is left open',
  holds: 'nothing rings while the logout cannot be read, and the message ends as logged-out when it can',
  async run(scene) {
    const java = await scene.java();
    const phone = scene.phone('open');
    await scene.kills(phone);
    const producer = await java.producer(transactional(scene, 'open'));
    const key = `demo/${phone.user}`;
    await java.begin(producer);
    const background = scene.factOf(phone, 'background');
    await java.send(producer, { topic: sessionChanged.name, key, value: JSON.stringify(background) });
    try {
      await scene.says(phone, 'logged-out');
      await scene.passes(STALE_MS);
      const messageId = await scene.sends([phone]);
      await scene.passes(8_000);
      must((await scene.rang(messageId, phone)) === 0, 'it rang while the logout could not be read');
      await java.abort(producer);
      await scene.mustNotHaveRung(messageId, phone, ['logged-out', 'binding-ended', 'withdrawn']);
    } finally {
      await java.abort(producer).catch(() => undefined);
    }
  },
};

const abortedReport: Fault = {
  row: 'P4',
  name: 'a token reported in an aborted transaction',
  holds: 'the device keeps the token that was reported before',
  async run(scene) {
    const java = await scene.java();
    const phone = scene.phone('kept');
    await scene.kills(phone);
    const producer = await java.producer(transactional(scene, 'report'));
    await java.begin(producer);
    const report = scene.reportOf({ ...phone, token: 'ok-aborted' });
    const key = `demo/${phone.user}`;
    await java.send(producer, { topic: bindingReported.name, key, value: JSON.stringify(report) });
    await java.abort(producer);
    await scene.mustRing(phone);
  },
};

/** In one partition, as it comes: the key is the user's. */
const inTurns: Fault = {
  row: 'P4, section 1',
  name: 'two transactional producers that commit and abort in turns, and a plain one, on one partition',
  holds: 'what was committed counts, what was aborted does not, and everything rings once',
  async run(scene) {
    const java = await scene.java();
    const phone = scene.phone('turns');
    await scene.kills(phone);
    const [left, right] = [
      await java.producer(transactional(scene, 'left')),
      await java.producer(transactional(scene, 'right')),
    ];
    const plain = await java.producer({ 'enable.idempotence': 'true' });
    const base = scene.messageTo([phone]);
    const key = `${base.app}/${base.conversation}`;
    const aborted: string[] = [];
    const good: string[] = [];
    const put = async (producer: string, list: string[]): Promise<void> => {
      const message = { ...scene.messageTo([phone]), conversation: base.conversation };
      list.push(message.messageId);
      await java.send(producer, { topic: messageSent.name, key, value: JSON.stringify(message) });
    };
    for (let i = 0; i < 12; i++) {
      await java.begin(left);
      await java.begin(right);
      await put(left, i % 2 === 0 ? good : aborted);
      await put(right, i % 3 === 0 ? good : aborted);
      await put(plain, good);
      await put(left, i % 2 === 0 ? good : aborted);
      await (i % 3 === 0 ? java.commit(right) : java.abort(right));
      await put(plain, good);
      await (i % 2 === 0 ? java.commit(left) : java.abort(left));
    }
    for (const id of good) await scene.mustHaveRung(id, phone);
    for (const id of aborted) must((await scene.rang(id, phone)) === 0, `${id} was aborted and rang`);
    mustHaveLostNothing(scene);
  },
};

const STATE_READERS = ['presence', 'device-bindings', 'dispatch'] as const;

const abortedThenRestart: Fault = {
  row: 'P4',
  name: 'every partition of every topic ends with an aborted transaction, and all services start anew',
  holds: 'they become ready, and the phone rings without another record on the topics of state',
  deadlineMs: 180_000,
  async run(scene) {
    const java = await scene.java();
    const phone = scene.phone('anew');
    await scene.kills(phone);
    const producer = await java.producer(transactional(scene, 'anew'));
    for (let round = 0; round < 2; round++) {
      await java.begin(producer);
      for (const { name } of TOPICS)
        for (let i = 0; i < 30; i++)
          await java.send(producer, { topic: name, key: `demo/x-${i}`, value: '{"app":"demo"}' });
      await java.abort(producer);
    }
    await Promise.all(STATE_READERS.map((service) => scene.platform.programs[service].restart()));
    await scene.isWell();
    await scene.passes(STALE_MS);
    await scene.mustRing(phone);
    mustHaveLostNothing(scene);
  },
};

const hanging: Fault = {
  row: 'P4',
  name: 'a producer dies in its transaction, which the broker ends after its time-out',
  holds: 'nobody needs to do anything: what was committed behind it counts then',
  async run(scene) {
    const java = await scene.java();
    const phone = scene.phone('hanging');
    await scene.kills(phone);
    const dying = await java.producer({
      'transactional.id': scene.fresh('dying'),
      'transaction.timeout.ms': '20000',
    });
    const key = `demo/${phone.user}`;
    await java.begin(dying);
    const value = JSON.stringify(scene.factOf(phone, 'foreground'));
    await java.send(dying, { topic: sessionChanged.name, key, value });
    await scene.says(phone, 'logged-out');
    await scene.passes(STALE_MS);
    const messageId = await scene.sends([phone]);
    await scene.becomes(phone, 'logged-out', 60_000);
    await scene.mustNotHaveRung(messageId, phone, ['logged-out', 'binding-ended', 'withdrawn']);
    await scene.isWell();
    mustHaveLostNothing(scene);
  },
};

function mustHaveLostNothing(scene: Scene): void {
  for (const service of SERVICES)
    must(!scene.platform.programs[service].log.includes('lost-input'), `${service} says lost-input`);
}

export const TRANSACTIONS: readonly Fault[] = [
  committed,
  aborted,
  abortedOverAndOver,
  abortedReport,
  open,
  inTurns,
  abortedThenRestart,
  hanging,
];
