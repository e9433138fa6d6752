import { classified, DatabaseUnavailable } from './trouble';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

describe('an error of the database', () => {
  it.each([
    ...['08006', '08P01', '53300', '53100', '57P01', '57P02', '57P03', '40001', '40P01', '55P03', '57014'],
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ])('with code %s is worth another try', (code) => {
    const cause = withCode(code);
    expect(classified(cause)).toMatchObject({
      retriable: true,
      code: 'database-unavailable',
      reason: code,
      cause,
    });
  });

  it.each([
    ['timeout exceeded when trying to connect', 'pool-wait'],
    ['Connection terminated unexpectedly', 'connection-lost'],
    ['Connection terminated due to connection timeout', 'connect-timeout'],
    ['Query read timeout', 'no-answer'],
    ['Client has encountered a connection error and is not queryable', 'connection-lost'],
  ])('that only says %j is worth another try', (message, reason) => {
    expect(classified(new Error(message))).toMatchObject({ retriable: true, reason });
  });

  it('for each address of a name is worth another try', () => {
    expect(classified(new AggregateError([withCode('ECONNREFUSED')]))).toMatchObject({
      reason: 'ECONNREFUSED',
    });
  });

  it.each(['23505', '22021', '22P05', '42P01', '42601', '28P01', '3D000', '25P02'])(
    'with code %s stays what it is: trying again does not help',
    (code) => {
      const error = withCode(code);
      expect(classified(error)).toBe(error);
    },
  );

  it.each([new Error('our bug'), undefined, null, 'text', new AggregateError([new Error('x')])])(
    'that is none stays what it is: %s',
    (thrown) => expect(classified(thrown)).toBe(thrown),
  );

  it('is classified once', () => {
    const away = new DatabaseUnavailable('08006');
    expect(classified(away)).toBe(away);
  });
});
