// kafkajs decides by the wall clock whether a heartbeat is due (consumer/consumerGroup.js:134). If the clock is set back by ten minutes,
// it sends none for ten minutes: the group drops the member, and its commits are refused. This cure uses a monotonic clock.
import { type ConsumerGroupInstance, internals, patch } from '../internals';
import type { Cure } from './cure';

export const steadyHeartbeat: Cure = {
  name: 'steady-heartbeat',
  illness: 'A member whose clock was set back sends no heartbeat until the old time comes again.',
  apply() {
    const lastAtMs = new WeakMap<ConsumerGroupInstance, number>();
    patch(internals().ConsumerGroup, 'heartbeat', async (group, heartbeat, { interval }) => {
      const nowMs = performance.now();
      if (nowMs - (lastAtMs.get(group) ?? -Infinity) < interval) return;
      lastAtMs.set(group, nowMs);
      group.lastRequest = -Infinity;
      return heartbeat({ interval: 0 });
    });
  },
};
