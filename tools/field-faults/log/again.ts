// What the log reads comes again, in another order, without its beginning, or broken.
import { messageSent, pushGated } from '@offline-push/contracts';
import { until } from '@offline-push/parts';
import { setBack } from '../clients/groups';
import { administered } from '../clients/operator';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';
import { lastWords } from './last-words';
import { allHaveRung, ledgerOf, mustBeWhole, someKilled, type Sent, storyOf, toEach } from './stories';

const PHONES = 10;
const COUNT = 20;
const GROUPS = ['delivery-log.story', 'delivery-log.facts', 'delivery-log.dead-letters'];
const FOLLOWED_DEADLINE_MS = 200_000;

/** All groups have read to the end of their topics. */
const hasFollowed = (scene: Scene): Promise<void> =>
  administered(scene, async (admin) => {
    for (const groupId of GROUPS)
      await until(FOLLOWED_DEADLINE_MS, `${groupId} is behind`, async () => {
        for (const { topic, partitions } of await admin.fetchOffsets({ groupId })) {
          const ends = new Map((await admin.fetchTopicOffsets(topic)).map((one) => [one.partition, one]));
          const isBehind = ({ partition, offset }: { partition: number; offset: string }): boolean => {
            const { low = '0', high = '0' } = ends.get(partition) ?? {};
            // Of an empty partition nobody commits where he is.
            return Number(low) < Number(high) && Number(offset) < Number(high);
          };
          if (partitions.some(isBehind)) return undefined;
        }
        return true;
      });
  });

const setToStart: Fault = {
  row: 'issue 12',
  name: 'the groups of delivery-log are set back to the start of their topics',
  holds: 'it counts the same recipients, tells the same stories, and missing is 0',
  deadlineMs: 480_000,
  async run(scene) {
    const program = scene.platform.programs['delivery-log'];
    const sent = await toEach(scene, await someKilled(scene, 'again-log', PHONES));
    const stories = await mustBeWhole(scene, sent);
    const before = await ledgerOf(scene);
    await program.stop();
    for (const group of GROUPS) await setBack(scene, group);
    await program.start();
    await hasFollowed(scene);
    const after = await ledgerOf(scene);
    must(
      after.recipients === before.recipients && after.settled >= before.settled && after.missing === 0,
      `the ledger was ${JSON.stringify(before)} and is ${JSON.stringify(after)}`,
    );
    for (const [i, [messageId]] of sent.entries()) {
      const [first, again] = [JSON.stringify(stories[i]), JSON.stringify(await storyOf(scene, messageId))];
      // A receipt may have come in between.
      must(again.length >= first.length && again.includes('accepted'), `${first} became ${again}`);
    }
  },
};

const forgotten: Fault = {
  row: 'issue 12',
  name: 'the start of message.sent.v1 and push.gated.v1 is deleted before delivery-log has read it',
  holds: 'each story has what is left, with its end, and missing is 0',
  deadlineMs: 480_000,
  async run(scene) {
    const program = scene.platform.programs['delivery-log'];
    const phones = await someKilled(scene, 'forgotten-log', PHONES);
    await program.stop();
    const sent = await toEach(scene, phones);
    await allHaveRung(scene, sent);
    await administered(scene, async (admin) => {
      for (const { name: topic } of [messageSent, pushGated]) {
        const ends = await admin.fetchTopicOffsets(topic);
        await admin.deleteTopicRecords({
          topic,
          partitions: ends.map(({ partition, high }) => ({ partition, offset: high })),
        });
      }
    });
    await program.start();
    await mustBeWhole(scene, sent, ['addressing', 'attempt', 'end']);
    await mustBeWhole(scene, await toEach(scene, phones));
  },
};

const shuffled: Fault = {
  row: 'issue 12',
  name: 'receipts, ends and calls are written three times, the last ones first, and nothing else of their messages is left',
  holds: 'each message is counted once, as accepted, and missing is 0',
  deadlineMs: 480_000,
  async run(scene) {
    // Nobody has it, so its ledger holds these alone.
    const app = scene.fresh('shuffled');
    const lasts = Array.from({ length: COUNT }, (_, i) => lastWords(app, `${app}-${i}`));
    for (let round = 0; round < 3; round++)
      for (const { topic, event } of round === 1 ? lasts.flat().reverse() : lasts.flat())
        await scene.publish(topic, event, { key: String(topic.key(event)) });
    await until(FOLLOWED_DEADLINE_MS, 'the log did not follow', async () =>
      (await ledgerOf(scene, app)).settled === COUNT ? true : undefined,
    );
    await hasFollowed(scene);
    const ledger = await ledgerOf(scene, app);
    const { recipients, settled, missing } = ledger;
    must(
      recipients === COUNT && settled === COUNT && missing === 0,
      `the ledger is ${JSON.stringify({ recipients, settled, missing })}`,
    );
  },
};

const broken: Fault = {
  row: 'issue 12',
  name: 'a message that is no event comes between others',
  holds:
    'it is one dead letter, of those who decide on it; its story says so, and the stories behind it are whole',
  deadlineMs: 480_000,
  async run(scene) {
    const phones = await someKilled(scene, 'broken-log', 2);
    const since = scene.deadLetters.length;
    const messageId = scene.fresh('no-event');
    const { app } = scene.stage.tenant;
    const sent: Sent[] = [];
    const bad = { app, messageId, recipients: ['nobody-here'], push: { text: 'no conversation' } };
    sent.push(...(await toEach(scene, phones)));
    await scene.publish(messageSent, bad);
    sent.push(...(await toEach(scene, phones)));
    await mustBeWhole(scene, sent);
    await scene.letter(since);
    await until(FOLLOWED_DEADLINE_MS, 'its story does not say that it is a dead letter', () =>
      storyOf(scene, messageId).then(
        ({ devices }) => devices.some(({ box }) => box === 'dead-letter') || undefined,
        () => undefined,
      ),
    );
    await hasFollowed(scene);
    const letters = scene.deadLetters.slice(since);
    must(letters.length === 1, `${letters.length} dead letters: ${letters.map(({ group }) => group).join()}`);
    must(letters[0]?.group === 'presence.push', `it is of ${letters[0]?.group}`);
  },
};

export const AGAIN: readonly Fault[] = [setToStart, forgotten, shuffled, broken];
