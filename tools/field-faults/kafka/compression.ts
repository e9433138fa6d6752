// Compressed records: each codec from librdkafka, from Java and by a topic's own setting.
import {
  bindingChanged,
  bindingReported,
  messageSent,
  pushAddressed,
  pushGated,
  pushOutcome,
  sessionChanged,
} from '@offline-push/contracts';
import { kcat } from '@offline-push/platform';
import type { Fault } from '../fault';
import type { Scene } from '../scene';
import { lacksGo, startGo } from '../clients/go';
import { livesThrough, wide } from './life';

const CODECS = ['gzip', 'lz4', 'zstd', 'snappy'] as const;
const HOLDS = 'every input topic reads it and the phone rings once';

const byKcat = CODECS.map(
  (codec): Fault => ({
    row: 'FF 1.1',
    name: `${codec} by kcat`,
    holds: HOLDS,
    short: true,
    run: (scene) =>
      livesThrough(
        ({ topic, key, event }) => kcat(scene.brokers, topic, { key, value: wide(event), codec }),
        scene,
        scene.phone('kcat'),
      ),
  }),
);

const byJava = CODECS.map(
  (codec): Fault => ({
    row: 'P2',
    name: `${codec} by a Java producer`,
    holds: HOLDS,
    async run(scene) {
      const java = await scene.java();
      const producer = await java.producer({ 'compression.type': codec });
      await livesThrough(
        ({ topic, key, event }) => java.send(producer, { topic, key, value: wide(event) }),
        scene,
        scene.phone('java'),
      );
    },
  }),
);

const byGo = CODECS.map(
  (codec): Fault => ({
    row: 'section 1',
    name: `${codec} by a Go producer (kafka-go)`,
    holds: HOLDS,
    lacks: lacksGo,
    async run(scene) {
      const go = startGo(scene.platform.parts, codec);
      try {
        await livesThrough(
          ({ topic, key, event }) => go.send(topic, key, wide(event)),
          scene,
          scene.phone('go'),
        );
      } finally {
        go.stop();
      }
    },
  }),
);

/** What others write, and what we write ourselves. */
const TOPICS = [
  sessionChanged,
  bindingReported,
  messageSent,
  bindingChanged,
  pushGated,
  pushAddressed,
  pushOutcome,
].map(({ name }) => name);

const bySetting = CODECS.map(
  (codec): Fault => ({
    row: 'P2',
    name: `compression.type=${codec} on every topic of the path`,
    holds: 'our own records come back compressed and are read, and the phone rings once',
    async run(scene) {
      await eachTopic(scene, codec);
      try {
        const phone = scene.phone('topic');
        await scene.kills(phone);
        await scene.mustRing(phone);
        await scene.says(phone, 'logged-out');
        await scene.becomes(phone, 'logged-out');
        await scene.mustNotRing(phone, 'logged-out', 'binding-ended');
      } finally {
        await eachTopic(scene, '');
      }
    },
  }),
);

async function eachTopic(scene: Scene, codec: string): Promise<void> {
  const java = await scene.java();
  for (const topic of TOPICS) await java.configure(topic, 'compression.type', codec);
}

export const COMPRESSION: readonly Fault[] = [...byKcat, ...byJava, ...byGo, ...bySetting];
