// Headers, keys and values that are legal in Kafka and that our own producers never write.
import { bindingReported, messageSent, sessionChanged } from '@offline-push/contracts';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';
import { livesThrough, wide } from './life';

const INPUTS = [messageSent, sessionChanged, bindingReported].map(({ name }) => name);
const FAT = 900_000;
const FAT_PRODUCER = { 'max.request.size': '1040000' };

const nullHeaders: Fault = {
  row: 'P1',
  name: 'a null header value from Java on every record',
  holds: 'the partition goes on and the phone rings once',
  async run(scene) {
    const java = await scene.java();
    const producer = await java.producer();
    const headers = { tenant: null, 'X-B3-TraceId': null, ce_subject: null };
    await livesThrough(
      ({ topic, key, event }) => java.send(producer, { topic, key, value: JSON.stringify(event), headers }),
      scene,
      scene.phone('null-header'),
    );
  },
};

/** Whatever becomes of the record itself: the topic goes on, and what was refused is told in a letter that fits. */
async function goesOnAfter(
  scene: Scene,
  record: { key?: string | null; value: string | null; headers?: Record<string, string | null> },
): Promise<void> {
  const java = await scene.java();
  const producer = await java.producer(FAT_PRODUCER);
  const since = scene.deadLetters.length;
  for (const topic of INPUTS) {
    await java.send(producer, { topic, key: `demo/${scene.fresh('fat')}`, ...record });
    await scene.letter(since, (letter) => letter.topic === topic);
  }
  await livesThrough(
    ({ topic, key, event }) => java.send(producer, { topic, key, value: wide(event) }),
    scene,
    scene.phone('after-fat'),
  );
}

const fatHeader: Fault = {
  row: 'P3',
  name: 'a broken value with a traceparent of 900 kB on every input topic',
  holds: 'there is a dead letter that fits, and the topic goes on',
  run: (scene) => goesOnAfter(scene, { value: 'not json', headers: { traceparent: 'x'.repeat(FAT) } }),
};

const fatForeignHeader: Fault = {
  row: 'P3',
  name: 'a broken value with 300 headers of 3 kB on every input topic',
  holds: 'there is a dead letter that fits, and the topic goes on',
  run: (scene) =>
    goesOnAfter(scene, {
      value: 'not json',
      headers: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`h-${i}`, '字'.repeat(1_000)])),
    }),
};

const fatKey: Fault = {
  row: 'P3',
  name: 'a key of 900 kB on every input topic',
  holds: 'there is a dead letter that fits, and the topic goes on',
  run: (scene) => goesOnAfter(scene, { key: 'k'.repeat(FAT), value: '{"app":"demo"}' }),
};

const fatValue: Fault = {
  row: 'P3',
  name: 'a broken value of 900 kB on every input topic',
  holds: 'there is a dead letter that fits, and the topic goes on',
  run: (scene) => goesOnAfter(scene, { value: '{'.repeat(FAT) }),
};

const nullValue: Fault = {
  row: 'section 1',
  name: 'a null value on every input topic',
  holds: 'there is a dead letter, and the topic goes on',
  run: (scene) => goesOnAfter(scene, { value: null }),
};

const fatTrace: Fault = {
  row: 'P3',
  name: 'a good message with a traceparent of 900 kB',
  holds: 'the message rings, and no dead letter is written',
  async run(scene) {
    const java = await scene.java();
    const producer = await java.producer(FAT_PRODUCER);
    const phone = scene.phone('fat-trace');
    await scene.kills(phone);
    const since = scene.deadLetters.length;
    const message = scene.messageTo([phone]);
    await java.send(producer, {
      topic: messageSent.name,
      key: `${message.app}/${message.conversation}`,
      value: JSON.stringify(message),
      headers: { traceparent: `00-${'x'.repeat(FAT)}` },
    });
    await scene.mustHaveRung(message.messageId, phone);
    must(scene.deadLetters.length === since, 'there is a dead letter');
  },
};

export const HEADERS: readonly Fault[] = [
  nullHeaders,
  fatHeader,
  fatForeignHeader,
  fatKey,
  fatValue,
  nullValue,
  fatTrace,
];
