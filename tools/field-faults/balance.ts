// Is each push in the ledger of delivery-log? Asked behind every fault: what an outsider read of push.outcome.v1 is settled there, and nothing
// is missing. The log may be behind, or still be starting, so it has a while.
import { pushOutcome } from '@offline-push/contracts';
import { until } from '@offline-push/parts';
import { must } from './must';
import type { Scene } from './scene';

const FOLLOWED_DEADLINE_MS = 60_000;
const LOOK_MS = 100;
/** The most hours that the ledger is asked for. */
const HOURS = 744;
/** Well within these hours, and within the days that stories are kept. A fault's clock may be an hour ahead. */
const [COUNTED_BACK_MS, COUNTED_AHEAD_MS] = [20 * 86_400_000, 1_800_000];

interface Ledger {
  settled: number;
  missing: number;
}

/** What there is instead; undefined: each push that ended is settled, and none is missing. */
export async function imbalanceOf(scene: Scene): Promise<string | undefined> {
  const ended = endedOf(scene);
  let last: Ledger | string = 'it was not asked';
  const ledger = await until(
    FOLLOWED_DEADLINE_MS,
    '',
    async () => {
      last = await ledgerOf(scene).catch((error: unknown) => String(error));
      return typeof last !== 'string' && last.settled >= ended ? last : undefined;
    },
    LOOK_MS,
  ).catch(() => undefined);
  if (ledger === undefined)
    return `${ended} pushes ended, and after ${FOLLOWED_DEADLINE_MS / 1000} s the ledger says ${JSON.stringify(last)}`;
  return ledger.missing === 0 ? undefined : `the ledger misses ${ledger.missing}`;
}

export async function mustBalance(scene: Scene): Promise<void> {
  const imbalance = await imbalanceOf(scene);
  must(imbalance === undefined, imbalance ?? '');
}

const ledgerOf = async ({ platform, stage }: Scene): Promise<Ledger> => {
  const path = `/v1/apps/${stage.tenant.app}/ledger?hours=${HOURS}`;
  const { settled, missing } = await platform.api.get<Ledger>('delivery-log', path, 'admin');
  return { settled, missing };
};

/** Devices of messages, each once. One whose time nobody knows is in no hour of the ledger. */
function endedOf({ stage }: Scene): number {
  const nowMs = Date.now();
  const isCounted = (sentAtMs: number | undefined): boolean =>
    sentAtMs !== undefined && sentAtMs > nowMs - COUNTED_BACK_MS && sentAtMs < nowMs + COUNTED_AHEAD_MS;
  const ended = stage.reader
    .seen(pushOutcome)
    .filter(({ app, sentAtMs }) => app === stage.tenant.app && isCounted(sentAtMs))
    .flatMap(({ messageId, outcomes }) =>
      outcomes.map(({ user, device }) => JSON.stringify([messageId, user, device])),
    );
  return new Set(ended).size;
}
