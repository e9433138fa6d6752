import { Supervision } from './supervision';

const named = (name: string, cause?: Error): Error => Object.assign(new Error(name, { cause }), { name });

describe('the process must end', () => {
  it('when kafkajs will not restart the consumer', () => {
    expect(new Supervision().crashed(new TypeError('bug'), false, 0)).toBe(true);
  });

  it('when the consumer crashes for the eleventh time within five minutes', () => {
    const supervision = new Supervision();
    const ends = Array.from({ length: 11 }, (_, index) =>
      supervision.crashed(new Error('bug'), true, index * 1_000),
    );
    expect(ends).toEqual([...Array<boolean>(10).fill(false), true]);
  });

  it('not when crashes are rare', () => {
    const supervision = new Supervision();
    const ends = Array.from({ length: 50 }, (_, index) =>
      supervision.crashed(new Error('bug'), true, index * 31_000),
    );
    expect(ends).not.toContain(true);
  });

  it.each([
    named('KafkaJSConnectionError'),
    named('KafkaJSNumberOfRetriesExceeded', named('KafkaJSConnectionError')),
    named('KafkaJSNoBrokerAvailableError'),
  ])('not while the broker is away, however long: %s', (error) => {
    const supervision = new Supervision();
    for (let n = 0; n < 1_000; n++) expect(supervision.crashed(error, true, n)).toBe(false);
  });
});
