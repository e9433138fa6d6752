import { STOP_WITHIN } from './stopping';

/** SHUTDOWN_DEADLINE_MS of every service, unless it is set. */
const STOP_MS = 20_000;

it('the parts of a stop leave some seconds of its time, one after the other, for what is not of the bus', () => {
  const { flowsMs, outboxMs, publisherMs } = STOP_WITHIN;
  expect(flowsMs + 2 * outboxMs + publisherMs).toBeLessThanOrEqual(STOP_MS - 3_000);
});
