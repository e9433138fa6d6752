import { startErrorOf } from '../opening/start-error';
import { classified, DatabaseUnavailable, isOfAllConnections } from './trouble';
import { wordsOf } from './words';

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code });
const troubleOf = (code: string) => classified(withCode(code)) as DatabaseUnavailable;

/** SQLSTATEs that no value of an event brings about, and whether their connection goes. */
const TROUBLES: readonly [code: string, losesConnection: boolean][] = [
  ['08006', true],
  ['08P01', true],
  ['0A000', true],
  ['25001', true],
  ['25006', true],
  ['25P02', true],
  ['25P03', true],
  ['26000', true],
  ['28000', true],
  ['28P01', true],
  ['3D000', true],
  ['40001', false],
  ['40P01', false],
  ['42501', false],
  ['42601', false],
  ['42804', false],
  ['42P01', false],
  ['42P05', true],
  ['53100', false],
  ['53200', false],
  ['53300', false],
  ['55000', false],
  ['55P03', false],
  ['57014', false],
  ['57P01', true],
  ['57P02', true],
  ['57P03', true],
  ['58000', true],
  ['58030', true],
  ['58P01', true],
  ['F0000', true],
  ['P0001', true],
  ['XX000', true],
  ['XX001', true],
  ['ZZ999', true],
];

describe('P5, FF 1.3 to 1.6: an error of the database', () => {
  it.each(TROUBLES)('with code %s is waited out; its connection goes: %s', (code, losesConnection) => {
    const cause = withCode(code);
    expect(classified(cause)).toMatchObject({
      ...{ retriable: true, code: 'database-unavailable', reason: code },
      ...{ losesConnection, cause },
    });
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED'])(
    'with code %s of the network is waited out, and its connection goes',
    (code) => expect(troubleOf(code)).toMatchObject({ retriable: true, reason: code, losesConnection: true }),
  );

  it.each([
    ['timeout exceeded when trying to connect', 'pool-wait'],
    ['Connection terminated unexpectedly', 'connection-lost'],
    ['Connection terminated due to connection timeout', 'connect-timeout'],
    ['Query read timeout', 'no-answer'],
    ['Client has encountered a connection error and is not queryable', 'connection-lost'],
    ['The server does not support SSL connections', 'no-tls'],
  ])('that only says %j is worth another try', (message, reason) => {
    expect(classified(new Error(message))).toMatchObject({ retriable: true, reason });
  });

  it('for each address of a name is worth another try', () => {
    expect(classified(new AggregateError([withCode('ECONNREFUSED')]))).toMatchObject({
      reason: 'ECONNREFUSED',
    });
  });

  it.each(['21000', '22021', '22P02', '22P05', '23505', '23514', '54000', '54001'])(
    'with code %s is the fault of the values and stays what it is',
    (code) => {
      const error = withCode(code);
      expect(classified(error)).toBe(error);
    },
  );

  it('without a code, like a fault inside the driver, is waited out on another connection', () => {
    const fault = new TypeError("Cannot read properties of undefined (reading 'secret-4711')");
    expect(classified(fault)).toMatchObject({ reason: 'driver-TypeError', losesConnection: true });
    expect(String(classified(fault))).not.toContain('4711');
    expect(classified(undefined)).toMatchObject({ retriable: true, reason: 'unknown' });
  });

  it('is classified once', () => {
    const away = new DatabaseUnavailable('08006');
    expect(classified(away)).toBe(away);
  });

  it('that is true of every connection says so', () => {
    expect(['25006', '0A000', '57P01', '28P01', '40001'].map(troubleOf).map(isOfAllConnections)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

it.each([
  ['57014', true],
  ['25P03', true],
  ['53200', true],
  ['25006', false],
  ['40P01', false],
])('S2: less at once may help after %s: %s', (code, isTooLarge) => {
  expect(troubleOf(code).isTooLarge).toBe(isTooLarge);
});

it('P17: a lock that is waited for in vain is told from other troubles', () => {
  expect([troubleOf('55P03').isLocked, troubleOf('55006').isLocked]).toEqual([true, false]);
});

describe("the server's words", () => {
  it('are told, in one line of at most 200 characters', () => {
    const error = withCode('25006', `cannot execute INSERT in a read-only transaction\n${'x'.repeat(300)}`);
    const words = wordsOf(error)!;
    expect(words).toMatch(/^cannot execute INSERT in a read-only transaction x+…$/);
    expect(words.length).toBe(200);
    expect((classified(error) as Error).message).toBe(`the database is unavailable (25006: ${words})`);
  });

  it('name the reason once, also when they begin with it', () => {
    const away = classified(withCode('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432'));
    expect(away).toMatchObject({
      message: 'the database is unavailable (connect ECONNREFUSED 127.0.0.1:5432)',
      summary: 'connect ECONNREFUSED 127.0.0.1:5432',
    });
    expect(new DatabaseUnavailable('pool-wait')).toMatchObject({ summary: 'pool-wait' });
  });

  it.each(['22P02', '23505', 'P0001', 'HV000', 'ERR_INVALID_ARG_TYPE'])(
    'are not told with code %s: they may quote a value',
    (code) => expect(wordsOf(withCode(code, 'Key (token)=(canary) already exists'))).toBeUndefined(),
  );
});

describe('at start', () => {
  it.each(['08006', '25006', '53300', '57P03', 'ECONNREFUSED', 'ENOTFOUND'])('%s is waited out', (code) => {
    expect(startErrorOf(troubleOf(code)).ends).toBeUndefined();
  });

  it.each(['28P01', '28000', '3D000', '42501', '42P01', 'CERT_HAS_EXPIRED'])(
    '%s ends the process with its words',
    (code) => {
      const { ends } = startErrorOf(classified(withCode(code, 'words of the server')));
      expect(ends).toMatchObject({ code, message: 'the database refuses: words of the server' });
    },
  );

  it('FF 1.6: a pooler that refuses our limits is named, with the setting that it needs', () => {
    const refused = withCode('08P01', 'unsupported startup parameter: statement_timeout');
    expect(startErrorOf(classified(refused)).ends).toMatchObject({
      message: expect.stringContaining('DATABASE_POOLER=transaction') as string,
    });
  });

  it.each(['password authentication failed', 'no such user: push', 'no such database: push'])(
    'a pooler that says %j is no trouble that passes',
    (words) => expect(startErrorOf(classified(withCode('08P01', words))).ends).toBeDefined(),
  );

  it('a file of DATABASE_URL that is not there is no socket that is not there', () => {
    const missing = Object.assign(withCode('ENOENT', 'no such file'), { syscall: 'open' });
    expect(startErrorOf(classified(missing)).ends).toBeDefined();
  });
});
