// The leader of a partition, then the controller, of three brokers die by kill -9 and come back while messages flow.
import { setTimeout as sleep } from 'node:timers/promises';
import { reconcile, startTraffic } from './traffic';
import { Stage } from '@offline-push/platform';

const MESSAGES = 5_000;
const PER_SECOND = 200;

jest.setTimeout(180_000);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open({ brokers: 3 });
}, 180_000);
afterAll(() => stage.close());

it('nothing is lost and the flow resumes alone', async () => {
  const { cluster } = stage.platform.parts;
  const phones = Array.from({ length: 100 }, (_, i) => stage.phoneOf(`user-${i}`));
  await Promise.all(phones.map((phone) => stage.killed(phone)));
  const traffic = startTraffic(stage, phones, MESSAGES, PER_SECOND);
  for (const victim of [() => cluster.leaderOf('message.sent.v1', 0), () => cluster.controller()]) {
    await sleep(2_000); // the flow runs by the clock, so time must pass between the blows
    const id = await victim();
    await cluster.kill(id);
    await sleep(2_000); // longer than any single request would stall by itself
    await cluster.start(id);
    await cluster.isComplete();
  }
  const reconciled = await reconcile(stage, traffic, 120_000);
  expect(reconciled).toMatchObject({
    outcomes: MESSAGES,
    lost: [],
    changed: [],
    notAccepted: [],
    unmarked: [],
  });
}, 300_000);
