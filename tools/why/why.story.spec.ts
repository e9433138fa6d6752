// `npm run why` against the real platform: it is run as a person runs it, and says what became of each phone.
import { messageSent } from '@offline-push/contracts';
import { until } from '@offline-push/parts';
import { kcat, ensureAtHand, Stage } from '@offline-push/platform';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

jest.setTimeout(180_000);

const root = join(__dirname, '../..');
let stage: Stage;

beforeAll(async () => {
  ensureAtHand('kcat');
  stage = await Stage.open();
});
afterAll(() => stage.close());

const run = (tool: string, ...args: string[]) => runBy({}, tool, ...args);

async function runBy(env: NodeJS.ProcessEnv, tool: string, ...args: string[]) {
  const child = spawn(process.execPath, ['tools/run.mjs', tool, ...args], {
    cwd: root,
    env: { ...process.env, KAFKA_BROKERS: stage.platform.parts.brokers.join(','), ...env },
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number];
  return { code, text: Buffer.concat(chunks).toString('utf8') };
}

const why = (...args: string[]) => run('why', '--deadline', '60', ...args);

const byLog = (...args: string[]) =>
  runBy(
    {
      OFFLINE_PUSH_LOG_URL: stage.platform.programs['delivery-log'].url,
      OFFLINE_PUSH_API_KEY: stage.platform.key('viewer'),
    },
    'why',
    ...args,
  );

/** The log gathers for a second before it writes. */
async function byLogSays(patterns: RegExp[], ...args: string[]) {
  let last = '';
  const said = until(90_000, `npm run why ${args.join(' ')} did not say it`, async () => {
    const answer = await byLog(...args);
    last = answer.text;
    return patterns.every((pattern) => pattern.test(last)) ? answer : undefined;
  });
  return said.catch((error: Error) => Promise.reject(new Error(`${error.message}: ${last}`)));
}

describe('FF section 3: why a phone did not ring', () => {
  it('is said for each device of each recipient', async () => {
    const [bob, carol, dave] = ['bob', 'carol', 'dave'].map((user) => stage.phoneOf(user));
    await stage.killed(bob!);
    await stage.chat.says(['logged-in', carol!], ['logged-in', dave!]);
    await Promise.all([stage.becomes(carol!, 'online'), stage.becomes(dave!, 'online')]);
    // A session that ends before anybody was told of it is not told of at all.
    await stage.chat.says(['logged-out', dave!]);
    await stage.becomes(dave!, 'logged-out');
    await stage.sends('why-1', ['bob', 'carol', 'dave', 'mallory']);
    for (const user of ['bob', 'carol', 'dave', 'mallory']) await stage.fateOf('why-1', user);
    const { code, text } = await why('--message', 'why-1');
    expect(text).toMatch(/bob, bob-phone: xiaomi took it \(certificate 1, vendorMessageId \w+\)/);
    expect(text).toMatch(/carol, carol-phone: did not ring: online\..*For the gateway's team/);
    expect(text).toMatch(/dave, dave-phone: did not ring: logged-out\..*no push after logout is the promise/);
    expect(text).toMatch(/mallory: did not ring: unknown-user\./);
    expect(code).toBe(0);
    expect((await why('--user', 'bob')).text).toMatch(
      /bob, bob-phone: offline since .*; bound \(certificate 1, xiaomi\)/,
    );
  });

  it('is said of a target that still waits for its lane', async () => {
    const app = stage.chat.app;
    const { id } = await stage.platform.api.post<{ id: number }>(
      'certificates',
      `/v1/apps/${app}/certificates`,
      {
        vendor: 'xiaomi',
        name: 'wrong secret',
        settings: {
          packageName: 'com.example.im',
          appId: '2882300000000000001',
          channelId: 'chat',
          click: { action: 'open-app' },
        },
        credential: { appSecret: 'a-secret-that-nobody-knows' },
      },
    );
    const eve = stage.phoneOf('eve');
    await stage.killed(eve, id);
    await stage.sends('why-2', ['eve']);
    await stage.reader.next(
      { name: 'push.addressed.v1' } as typeof messageSent,
      (e) => e.messageId === 'why-2',
    );
    const { text } = await why('--message', 'why-2');
    expect(text).toMatch(
      new RegExp(`eve, eve-phone: still waits until .* lane of certificate ${id} \\(xiaomi\\)`),
    );
  });

  it('is said of an event that nobody could read, found by its message id', async () => {
    await kcat(stage.platform.parts.brokers, messageSent.name, '{"app":"demo","messageId":"why-3"}');
    await stage.reader.next({ name: 'dead-letter.v1' } as typeof messageSent, () => true);
    const { code, text } = await why('--message', 'why-3');
    expect(text).toMatch(
      /dead letter of presence.*: schema-violation\..*\/recipients.*For whoever published it/,
    );
    expect(text).not.toMatch(/not gated|not among|Dead letters about it/);
    expect(code).toBe(0);
  });

  it('is said of a message that was never seen, with exit code 1', async () => {
    const { code, text } = await why('--message', 'nowhere');
    expect(text).toMatch(
      /never seen: no message nowhere on message\.sent\.v1.*another app or another broker/s,
    );
    expect(code).toBe(1);
  });
});

describe('issue 12, 4: npm run why asks delivery-log', () => {
  it('which says the same, with the first check that failed and every step, and the topics add what it cannot know', async () => {
    const [ada, carla, dan] = ['ada', 'carla', 'dan'].map((user) => stage.phoneOf(user));
    await stage.killed(ada!);
    await stage.chat.says(['logged-in', carla!], ['logged-in', dan!]);
    await Promise.all([stage.becomes(carla!, 'online'), stage.becomes(dan!, 'online')]);
    await stage.chat.says(['logged-out', dan!]);
    await stage.becomes(dan!, 'logged-out');
    const odd = { app: stage.chat.app, messageId: 'why-4', conversation: 'c', push: { tilte: 'x' } };
    const message = JSON.stringify({ ...odd, recipients: ['ada', 'carla', 'dan'] });
    await kcat(stage.platform.parts.brokers, messageSent.name, message);
    for (const user of ['ada', 'carla', 'dan']) await stage.fateOf('why-4', user);
    const parts = [
      /ada, ada-phone: xiaomi took it/,
      /carla, carla-phone: did not ring: online\..*For the gateway's team.*\n +Check 6 of 28 failed: .*\n +\+\d+ ms +sent +we: published/,
      /dan, dan-phone: did not ring: logged-out\..*no push after logout is the promise.*\n +Check 3 of 28 failed/,
      / attempt +the vendor: accepted\. .*\(xiaomi, certificate \d+, version 1, call 1/,
      /The topics say besides:\n +nobody knows the field push\.tilte \(did you mean push\.title/,
    ];
    const { code, text } = await byLogSays(parts, '--message', 'why-4');
    expect(text).not.toContain('This is what the topics say');
    expect(code).toBe(0);
  });

  it('also of a phone', async () => {
    const stands =
      /^dan, dan-phone: would not ring now\.\n +Check 3 of 28 failed.*\nwhy-4 of app .*\n +dan, dan-phone: did not ring: logged-out/s;
    expect((await byLogSays([stands], '--device', 'dan-phone')).code).toBe(0);
  });

  it('and reads the topics if it cannot be reached, and says so', async () => {
    const env = { OFFLINE_PUSH_LOG_URL: 'http://127.0.0.1:1', OFFLINE_PUSH_API_KEY: 'none' };
    const { code, text } = await runBy(env, 'why', '--message', 'why-4', '--user', 'carla');
    expect(text).toMatch(
      /^delivery-log did not answer at .*This is what the topics say:\n.*why-4 of app.*carla, carla-phone: did not ring: online/s,
    );
    expect(code).toBe(0);
  });
});

describe('FF 2.3: npm run send, as a process', () => {
  it('publishes and ends with 0, refuses and ends with 2', async () => {
    const sent = await run(
      'send',
      'message',
      '--to',
      '42',
      '--text',
      '123',
      '--ext',
      '{"c":1}',
      '--id',
      '10',
    );
    expect(sent.code).toBe(0);
    const event = await stage.reader.next(messageSent, ({ messageId }) => messageId === '10');
    expect(event).toMatchObject({ recipients: ['42'], push: { text: '123', ext: '{"c":1}' } });
    expect(await run('send', 'message', '--to', 'bob', '--txet', 'x')).toMatchObject({
      code: 2,
      text: '--txet is not known here: did you mean --text?\n',
    });
    expect(await run('send', 'session', '--help')).toMatchObject({ code: 0 });
  });
});

describe('issue 12 section 5: npm run dead-letters', () => {
  const letters = (...args: string[]) =>
    runBy(
      {
        OFFLINE_PUSH_LOG_URL: stage.platform.programs['delivery-log'].url,
        OFFLINE_PUSH_API_KEY: stage.platform.key('admin'),
      },
      'dead-letters',
      ...args,
    );
  const listed = (isIt: (text: string) => boolean) =>
    until(90_000, 'delivery-log did not list the letters', async () => {
      const { text } = await letters('list', '--reason', 'not-readable');
      return isIt(text) ? text : undefined;
    });
  const idsIn = (text: string): string[] => [...text.matchAll(/^([\w-]{22}) /gm)].map(([, id = '']) => id);

  it('groups, shows, replays after a dry run, and discards; what fails again is a new letter', async () => {
    await kcat(stage.platform.parts.brokers, messageSent.name, 'no JSON, why-5');
    const [first = ''] = idsIn(await listed((text) => idsIn(text).length === 1));
    expect((await letters('groups')).text).toMatch(/^1 {2}message\.sent\.v1 {2}not-readable {2}presence/m);
    const shown = await letters('show', first);
    expect(shown.text).toMatch(/value, 14 bytes:\s+no JSON, why-5/);
    const meant = ['--reason', 'not-readable'];
    const dry = await letters('replay', ...meant);
    expect([dry.code, dry.text]).toEqual([0, expect.stringMatching(/1 record would be published[^]*--yes/)]);
    const done = await letters('replay', ...meant, '--yes');
    expect([done.code, done.text]).toEqual([0, expect.stringContaining('1 record published')]);
    const again = idsIn(await listed((text) => idsIn(text).length === 1 && !text.includes(first)));
    expect((await letters('show', ...again)).text).toMatch(
      /header replayed-from message\.sent\.v1\/\d+\/\d+/,
    );
    const gone = await letters('discard', ...meant, '--because', 'a test of this story');
    expect([gone.code, gone.text]).toEqual([0, expect.stringContaining('1 discarded.')]);
  });
});
