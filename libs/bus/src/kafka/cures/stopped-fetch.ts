// A consumer that stops while its brokers change gets new fetchers after the old ones have stopped (consumer/fetchManager.js:87). They
// fetch nothing in an endless loop without a pause (consumer/runner.js:340), so the process does nothing else and does not end. With this
// cure the first such fetch stops them.
import { internals, patch } from '../internals';
import type { Cure } from './cure';

export const stoppedFetch: Cure = {
  name: 'stopped-fetch',
  illness: 'A consumer that stops while brokers come or go blocks its process for ever.',
  apply() {
    patch(internals().Runner, 'fetch', (runner, fetch, nodeId) => {
      // Not awaited, because stop() resolves only when the fetcher that calls it has ended.
      if (!runner.running) void runner.fetchManager.stop();
      return fetch(nodeId);
    });
  },
};
