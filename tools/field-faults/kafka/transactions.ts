// Transactional producers: committed, aborted, left open. Control records and aborted ones count as read.
import { bindingReported, messageSent, sessionChanged, TOPICS } from '@offline-push/contracts';
import { SERVICES } from '@offline-push/platform';
import { type Fault, must } from '../fault';
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

function mustHaveLostNothing(scene: Scene): void {
  for (const service of SERVICES)
    must(!scene.platform.programs[service].log.includes('lost-input'), `${service} says lost-input`);
}

export const TRANSACTIONS: readonly Fault[] = [committed, aborted, abortedOverAndOver, abortedReport, open];
