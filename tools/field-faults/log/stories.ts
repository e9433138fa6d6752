// Messages that flow while something falls on delivery-log, and what it must know of each of them afterwards.
import { until } from '@offline-push/parts';
import { must } from '../must';
import type { FieldPhone, Scene } from '../scene';

/** The log gathers for a second, and a machine under test may be slow. */
const FOLLOWED_DEADLINE_MS = 180_000;
const RUNG_DEADLINE_MS = 90_000;
const WHOLE = ['sent', 'gate', 'addressing', 'attempt', 'end'];

export interface Story {
  devices: { user: string; box: string; reason: string; steps: { stage: string; result: string }[] }[];
}

export interface Ledger {
  recipients: number;
  settled: number;
  missing: number;
}

export type Sent = readonly [messageId: string, phone: FieldPhone];

export async function someKilled(scene: Scene, word: string, count: number): Promise<FieldPhone[]> {
  const phones = Array.from({ length: count }, () => scene.phone(word));
  await scene.kills(...phones);
  return phones;
}

/** One message to each, in order. */
export async function toEach(scene: Scene, phones: readonly FieldPhone[]): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const phone of phones) sent.push([await scene.sends([phone]), phone]);
  return sent;
}

export async function allHaveRung(scene: Scene, sent: readonly Sent[]): Promise<void> {
  for (const [messageId, phone] of sent) await scene.mustHaveRung(messageId, phone, RUNG_DEADLINE_MS);
}

export const ledgerOf = (scene: Scene, app = scene.stage.tenant.app): Promise<Ledger> =>
  scene.platform.api.get<Ledger>('delivery-log', `/v1/apps/${app}/ledger?hours=744`, 'admin');

export const storyOf = (scene: Scene, messageId: string): Promise<Story> =>
  scene.platform.api.get<Story>(
    'delivery-log',
    `/v1/apps/${scene.stage.tenant.app}/messages/${messageId}/story`,
  );

/** All have rung, and each story is whole: every hop, the call and the end. The log may still be behind, or just be starting. */
export async function mustBeWhole(
  scene: Scene,
  sent: readonly Sent[],
  stages: readonly string[] = WHOLE,
): Promise<Story[]> {
  await allHaveRung(scene, sent);
  const stories: Story[] = [];
  for (const [messageId] of sent) stories.push(await wholeStory(scene, messageId, stages));
  const { missing } = await ledgerOf(scene);
  must(missing === 0, `the ledger misses ${missing}`);
  return stories;
}

async function wholeStory(scene: Scene, messageId: string, stages: readonly string[]): Promise<Story> {
  let last = 'no answer';
  return until(FOLLOWED_DEADLINE_MS, '', async () => {
    const story = await storyOf(scene, messageId).catch((error: unknown) => void (last = String(error)));
    if (story === undefined) return undefined;
    last = JSON.stringify(story);
    const told = story.devices[0]?.steps.map(({ stage }) => stage) ?? [];
    return stages.every((stage) => told.includes(stage)) ? story : undefined;
  }).catch(() => {
    throw new Error(`the story of ${messageId} is not whole: ${last.slice(0, 400)}`);
  });
}
