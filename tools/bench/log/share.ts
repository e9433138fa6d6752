// The path with the log and without it, in one run; what came while it was away is the backlog that it then follows.
import { until } from '@offline-push/parts';
import { DEMO_APP, type Platform, Sandbox } from '@offline-push/platform';
import { KafkaPublisher } from '@offline-push/bus';
import { sendOpenLoop, type Sent } from '../load';
import type { Shape } from '../shapes';
import { settled, usages } from '../watch';
import { Backends } from './backends';

const LOG = 'delivery-log';
/** What the path is made of; the vendor and the generator are not. */
const PATH = ['presence', 'device-bindings', 'dispatch', 'kafka', 'postgres'] as const;
const FOLLOW_DEADLINE_MS = 600_000;
/** The last messages, of all partitions. */
const LOOKED_AT = 30;
const STAGES = ['sent', 'gate', 'addressing', 'attempt', 'end'];

interface Story {
  devices: { steps: { stage: string }[] }[];
}

export interface Slice {
  pushes: number;
  /** CPU seconds. */
  path: number;
  log: number;
  logInPostgres: number;
}

export class Road {
  private readonly sandbox: Sandbox;
  private slices = 0;
  private sent = 0;
  private last: readonly Sent[] = [];

  constructor(
    private readonly platform: Platform,
    private readonly publisher: KafkaPublisher,
    private readonly shape: Shape,
  ) {
    this.sandbox = new Sandbox(platform.sandboxUrl);
  }

  /** Sends, and waits until the vendor has been called for all of it and, if the log runs, until that has written it. */
  async drive(seconds: number): Promise<Slice> {
    const log = this.platform.programs[LOG];
    const backends = await Backends.watch(log.env['DATABASE_URL'] ?? '', LOG);
    const before = usages(this.platform);
    const sent = await sendOpenLoop(this.publisher, this.shape, seconds, `slice-${this.slices++}`);
    await settled(this.sandbox, sent);
    this.sent += sent.length;
    this.last = sent.slice(-LOOKED_AT);
    if (log.pid !== undefined) await this.followed();
    const [after, logInPostgres] = [usages(this.platform), await backends.end()];
    await this.sandbox.clear();
    const used = (name: string) => (after[name]?.cpuSeconds ?? 0) - (before[name]?.cpuSeconds ?? 0);
    const path = PATH.reduce((sum, name) => sum + used(name), 0) - logInPostgres;
    return { pushes: sent.length, path, log: log.pid === undefined ? 0 : used(LOG), logInPostgres };
  }

  /** Starts the log again. Pushes a second, from its first writing to its last. */
  async follow(): Promise<number> {
    await this.platform.programs[LOG].start();
    const known = await this.settledInLog();
    let [first, firstAtMs] = [0, 0];
    await this.followed((count) => {
      if (first === 0 && count > known) [first, firstAtMs] = [count, performance.now()];
    });
    return (this.sent - first) / ((performance.now() - firstAtMs) / 1_000);
  }

  /** Until it has an end of each push, and the whole story of the last. */
  private async followed(see: (count: number) => void = () => undefined): Promise<void> {
    const open = new Set(this.last.map(({ messageId }) => messageId));
    await until(
      FOLLOW_DEADLINE_MS,
      'delivery-log did not follow',
      async () => {
        const count = await this.settledInLog();
        see(count);
        if (count < this.sent) return undefined;
        for (const messageId of open) if (await this.isWhole(messageId)) open.delete(messageId);
        return open.size === 0 ? true : undefined;
      },
      100,
    );
  }

  private async settledInLog(): Promise<number> {
    const path = `/v1/apps/${DEMO_APP}/ledger`;
    return (await this.platform.api.get<{ settled: number }>(LOG, path)).settled;
  }

  private async isWhole(messageId: string): Promise<boolean> {
    const path = `/v1/apps/${DEMO_APP}/messages/${messageId}/story`;
    const { devices } = await this.platform.api.get<Story>(LOG, path);
    return devices.every(({ steps }) => STAGES.every((stage) => steps.some((step) => step.stage === stage)));
  }
}
