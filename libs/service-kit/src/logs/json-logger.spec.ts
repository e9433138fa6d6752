import { Secret } from '../secret';
import { JsonLogger } from './json-logger';

const linesOf = (write: (logger: JsonLogger) => void, level: 'info' | 'trace' = 'info') => {
  const chunks: string[] = [];
  const destination = { write: (chunk: string) => void chunks.push(chunk) };
  write(new JsonLogger({ service: 'demo', version: '1.2.3', level, destination }));
  return chunks.join('').split('\n').slice(0, -1);
};

const lineOf = (write: (logger: JsonLogger) => void): Record<string, unknown> => {
  const lines = linesOf(write);
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!) as Record<string, unknown>;
};

describe('a log line', () => {
  it('carries the fields of the object it was given', () => {
    const line = lineOf((logger) => logger.log({ event: 'gated', app: 'demo', devices: 3 }, 'Gate'));
    expect(line).toMatchObject({
      level: 'info',
      service: 'demo',
      version: '1.2.3',
      event: 'gated',
      msg: 'gated',
      app: 'demo',
      devices: 3,
      context: 'Gate',
    });
    expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('has its own words once, when the object brings them', () => {
    const [line] = linesOf((logger) => logger.warn({ event: 'no-api-keys', msg: 'every call is refused' }));
    expect(line!.match(/"msg":/g)).toHaveLength(1);
    expect(JSON.parse(line!)).toMatchObject({ event: 'no-api-keys', msg: 'every call is refused' });
  });

  it('says type, message and code of an error, and nothing else of it', () => {
    const error = Object.assign(new TypeError('it broke'), {
      code: '23505',
      detail: 'Key (token)=(canary) already exists.',
      parameters: ['canary'],
    });
    const line = lineOf((logger) => logger.error({ event: 'save-failed', error }));
    expect(line).toMatchObject({
      event: 'save-failed',
      'error.type': 'TypeError',
      'error.message': 'it broke',
      'error.code': '23505',
    });
    expect(JSON.stringify(line)).not.toContain('canary');
  });

  it('has no stack of what passes by itself', () => {
    const error = Object.assign(new Error('the database is away'), { retriable: true, code: '08006' });
    const line = lineOf((logger) => logger.warn({ event: 'round-failed', error }));
    expect(line).toMatchObject({ 'error.message': 'the database is away', 'error.code': '08006' });
    expect(line).not.toHaveProperty(['error.stack']);
  });

  it("takes Nest's own way to log an error with its stack", () => {
    expect(lineOf((logger) => logger.error('it broke', 'Error: at x', 'Http'))).toMatchObject({
      msg: 'it broke',
      'error.stack': 'Error: at x',
      context: 'Http',
    });
  });

  it.each([
    ['token', { token: 'canary' }],
    ['secret of a vendor', { appSecret: 'canary' }],
    ['header', { headers: { Authorization: 'Bearer canary' } }],
    ['message text', { push: { title: 'canary', text: 'canary' } }],
    ['list entry', { targets: [{ token: 'canary' }] }],
    ['other writing', { API_KEY: 'canary', 'private-key': 'canary', access_token: 'canary' }],
    ['secret of the configuration', { config: { url: new Secret('canary') } }],
    ['bytes', { payload: Buffer.from('canary') }],
  ])('never shows a %s', (_, fields) => {
    expect(JSON.stringify(lineOf((logger) => logger.warn({ event: 'x', ...fields })))).not.toContain(
      'canary',
    );
  });

  it('stays one line, without anything that a terminal obeys', () => {
    const hostile = 'a\r\n{"level":"fatal"}\u001b[2J\u0007\u2028\u2029\u0085\u009b\u202e\u2066\u200f';
    const lines = linesOf((logger) => logger.log({ event: 'x', device: hostile, msg: hostile }));
    expect(lines).toHaveLength(1);
    // eslint-disable-next-line no-control-regex -- this is what must not be there
    expect(lines[0]).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200f\u2028-\u202e\u2066]/);
    expect((JSON.parse(lines[0]!) as { msg: string }).msg).toContain('\\u001b[2J');
  });

  it('has an end, whatever it is given', () => {
    const circle: Record<string, unknown> = {
      long: 'x'.repeat(100_000),
      many: Array(10_000).fill(1),
      big: 1n,
    };
    circle['self'] = circle;
    const [line] = linesOf((logger) => logger.log({ event: 'x', circle }));
    expect(line!.length).toBeLessThan(15_000);
  });

  it('is not written below the level, and what Nest tells about its start is for debugging', () => {
    const chatter = (logger: JsonLogger) => {
      logger.debug('debug');
      logger.log('Mapped {/x, GET}', 'RouterExplorer');
    };
    expect(linesOf(chatter)).toHaveLength(0);
    expect(linesOf(chatter, 'trace')).toHaveLength(2);
  });
});
