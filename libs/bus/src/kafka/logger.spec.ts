import { isPassing, lineOf, repetitions } from './logger';

const entry = (message: string, error?: string) => ({
  log: { timestamp: '', message, ...(error !== undefined && { error }) },
});

describe('what kafkajs says', () => {
  it.each([
    [
      'a coordinator that loads',
      entry('Response', "The coordinator is loading and hence can't process requests"),
    ],
    ['an election', entry('Failed to send', 'This server is not the leader for that topic-partition')],
    ['a topic that is new', entry('Response', 'This server does not host this topic-partition')],
    ['FF 2.16: a consumer that comes back after one that loads', entry('Restarting the consumer in 100ms')],
    ['a rebalance', entry('The group is rebalancing, so a rejoin is needed')],
  ])('is for debug only when it tells of %s', (_, passing) => {
    expect(isPassing(passing)).toBe(true);
  });

  it.each([
    ['a broker that refuses us', entry('Response', 'SASL Authentication failed')],
    ['a crash', entry('Crash: KafkaJSNumberOfRetriesExceeded')],
  ])('stays an error when it tells of %s', (_, serious) => {
    expect(isPassing(serious)).toBe(false);
  });

  it('operations 2.11: is the message of its line, which has one time and no stack', () => {
    const log = { timestamp: '2026-11-30', message: 'Crash', stack: 'at', retryCount: 3 };
    expect(lineOf({ log, namespace: 'Consumer' })).toEqual({
      event: 'kafka-client',
      msg: 'Crash',
      logger: 'Consumer',
      retryCount: 3,
    });
  });

  it('is said again only after ten seconds', () => {
    const isRepeated = repetitions();
    const said = [0, 300, 9_999, 10_000, 10_300].map((nowMs) => isRepeated('connect ECONNREFUSED', nowMs));
    expect(said).toEqual([false, true, true, false, true]);
    expect(isRepeated('something else', 10_300)).toBe(false);
  });
});
