// The receiver is away or sick, or delivery-log dies while it sends.
import { until } from '@offline-push/parts';
import type { Fault } from '../fault';
import { must } from '../must';
import type { FieldPhone, Scene } from '../scene';
import { fail, type HookEvent, HookReceiver, take } from './receiver';

const STAGES = ['push.sent', 'push.arrived', 'push.clicked'];
/** Short waits in place of seconds. */
const QUICK = {
  DELIVERY_LOG_WEBHOOK_RETRY_MS: '100',
  DELIVERY_LOG_WEBHOOK_TIMEOUT_MS: '1000',
  DELIVERY_LOG_WEBHOOK_HOLD_MS: '3000',
};
const USUAL = {
  DELIVERY_LOG_WEBHOOK_RETRY_MS: '5000',
  DELIVERY_LOG_WEBHOOK_TIMEOUT_MS: '15000',
  DELIVERY_LOG_WEBHOOK_HOLD_MS: '3000',
};

/** Xiaomi reports both to us: the fake taps what this word names. */
function phones(scene: Scene, count: number): FieldPhone[] {
  return Array.from({ length: count }, () => {
    const user = scene.fresh('hooked');
    return scene.phone('hooked', { user, token: `click-${user}` });
  });
}

async function ring(scene: Scene, all: readonly FieldPhone[]): Promise<void> {
  for (const phone of all) {
    await scene.kills(phone);
    await scene.mustRing(phone);
  }
}

/** Nothing of a push before what came earlier. */
function mustBeInOrder(events: readonly HookEvent[]): void {
  const furthest = new Map<string, number>();
  for (const { messageId = '', type } of events) {
    const stage = STAGES.indexOf(type);
    must(stage >= (furthest.get(messageId) ?? 0), `${type} of ${messageId} came after a later stage`);
    must(stage === 0 || furthest.has(messageId), `${type} of ${messageId} came before it was sent`);
    furthest.set(messageId, stage);
  }
}

const sick: Fault = {
  row: '5.1, behaviour 64 and 65',
  name: 'a webhook fails, hangs, redirects and hangs up before it takes anything',
  holds: 'each request comes again under its id, and of each push sent, arrived and clicked come in order',
  async run(scene) {
    const log = scene.platform.programs['delivery-log'];
    await log.restart(QUICK);
    const receiver = await HookReceiver.open(scene, STAGES);
    try {
      let turn = 0;
      receiver.answer = (response, events) => {
        const way = turn++ % 5;
        if (way === 0) return fail(response);
        if (way === 1) return false;
        if (way === 2) response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
        else if (way === 3) response.destroy();
        else return take(response);
        must(events.length > 0, 'a request without events');
        return false;
      };
      await ring(scene, phones(scene, 2));
      mustBeInOrder(await receiver.until(6, 90_000));
      const taken = new Set(receiver.requests.filter(({ isTaken }) => isTaken).map(({ id }) => id));
      const lost = receiver.requests.filter(({ id }) => !taken.has(id));
      must(lost.length === 0, `${lost.length} requests were given up`);
    } finally {
      await receiver.close();
      await log.restart(USUAL);
    }
  },
};

const killed: Fault = {
  row: '5.1',
  name: 'delivery-log is killed while a webhook does not answer',
  holds: 'after its restart the webhook gets all events, in order, and nothing is lost',
  // Its partitions and its requests wait for the end of the dead process's leases.
  deadlineMs: 300_000,
  async run(scene) {
    const log = scene.platform.programs['delivery-log'];
    await log.restart(QUICK);
    const receiver = await HookReceiver.open(scene, STAGES);
    try {
      receiver.answer = () => false;
      const all = phones(scene, 2);
      await ring(scene, all);
      await until(60_000, 'no request came', () => (receiver.requests.length > 0 ? true : undefined));
      await log.kill();
      receiver.answer = take;
      log.launch(QUICK);
      mustBeInOrder(await receiver.until(3 * all.length, 150_000));
    } finally {
      await receiver.close();
      await log.restart(USUAL);
    }
  },
};

export const AWAY: readonly Fault[] = [sick, killed];
