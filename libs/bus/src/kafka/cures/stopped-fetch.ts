// A consumer that stops while its brokers change gets new fetchers behind the stop of the old ones (consumer/fetchManager.js:87). They fetch
// nothing, again and again, without a pause (consumer/runner.js:340): the process does nothing else any more, not even end. Here the first
// such fetch ends them.
import { internals, patch } from '../internals';
import type { Cure } from './cure';

export const stoppedFetch: Cure = {
  name: 'stopped-fetch',
  illness: 'A consumer that stops while brokers come or go blocks its process for ever.',
  apply() {
    patch(internals().Runner, 'fetch', (runner, fetch, nodeId) => {
      // Its promise resolves when the fetcher that asks has ended, so nobody may wait for it here.
      if (!runner.running) void runner.fetchManager.stop();
      return fetch(nodeId);
    });
  },
};
