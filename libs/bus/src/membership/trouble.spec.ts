import { internals } from '../kafka/internals';
import { troubleOf } from './trouble';

const answer = (code: number): Error => internals().errorOfCode(code);
const named = (name: string, cause: Error | string): Error =>
  typeof cause === 'string'
    ? Object.assign(new Error(cause), { name })
    : Object.assign(new Error(cause.message, { cause }), { name });
const givenUp = (cause: Error): Error => named('KafkaJSNumberOfRetriesExceeded', cause);
const notTried = (cause: Error): Error => named('KafkaJSNonRetriableError', cause);

describe('what a member of a group waits for', () => {
  it.each<[string, Error, RegExp, boolean]>([
    ['FF 2.16: a coordinator that loads', answer(14), /^waits for the coordinator of its group/, true],
    ['no coordinator yet', givenUp(answer(15)), /^waits for the coordinator of its group/, true],
    ['a coordinator that moved', notTried(answer(16)), /^waits for the coordinator/, true],
    [
      'no coordinator found',
      named('KafkaJSGroupCoordinatorNotFound', 'none'),
      /^waits for the coordinator/,
      true,
    ],
    ['an election', givenUp(answer(5)), /^waits for the leader/, true],
    ['a leader that moved', answer(6), /^waits for the leader/, true],
    ['an unknown topic', notTried(answer(3)), /^waits for a topic that does not exist yet/, true],
    ['a member the group forgot', answer(25), /^joins its group again/, true],
    ['an older generation', answer(22), /^joins its group again/, true],
    ['a rebalance', answer(27), /^joins its group again/, true],
    ['a member that was fenced', answer(82), /^joins its group again/, true],
    [
      'no right to the group',
      notTried(answer(30)),
      /^is refused by the broker \(Not authorized to access group/,
      true,
    ],
    ['no right to a topic', notTried(answer(29)), /^is refused by the broker/, true],
    [
      'a broker that is away',
      named('KafkaJSConnectionError', 'connect ECONNREFUSED'),
      /^waits for a broker \(.*ECONNREFUSED/,
      true,
    ],
    ['anything else that a broker said', notTried(answer(35)), /^tries again: /, true],
    [
      'a race inside of the client',
      notTried(new TypeError("Cannot read properties of null (reading 'brokers')")),
      /^tries again: Cannot read/,
      false,
    ],
    ['a bug', new Error('bug'), /^tries again: bug/, false],
  ])('%s', (_, error, words, passes) => {
    const trouble = troubleOf(error);
    expect(trouble.words).toMatch(words);
    expect(trouble.passes).toBe(passes);
  });
});
