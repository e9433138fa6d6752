import type { Ending, Watched } from '@offline-push/parts';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { newsOf, whatGoes } from './screen';
import { type News, Watch } from './watch';

const settings = { firstPauseMs: 1, tries: 3, wellAfterMs: 60_000 };

/** A real process that says something and runs until it is killed, or ends at once from its second start on. */
function program(endsFromStart = Infinity) {
  let starts = 0;
  let child: ReturnType<typeof spawn>;
  let ended: Promise<Ending>;
  const launch = async () => {
    const script = ++starts >= endsFromStart ? 'process.exit(7)' : 'setInterval(() => {}, 1e6)';
    child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
    ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }) as Ending);
    await once(child, 'spawn');
    if (starts >= endsFromStart) throw new Error(`ended with ${(await ended).code}`);
  };
  const watched: Watched = {
    name: 'presence',
    ended: () => ended,
    log: () => 'first\n{"level":"fatal","event":"consumer-dead"}\n',
    again: launch,
  };
  return { watched, launch, kill: () => child.kill('SIGKILL'), starts: () => starts };
}

function watching(watched: Watched) {
  const all: News[] = [];
  let heard = (): void => undefined;
  const watch = new Watch((news) => void (all.push(news), heard()), settings);
  watch.over([watched]);
  const next = async (count: number) => {
    while (all.length < count) await new Promise<void>((resolve) => (heard = resolve));
    return all;
  };
  return { watch, next, all };
}

describe('FF 2.15, operations 2.1: a process that ends while the others run', () => {
  it('is named with the end of its log, and started again', async () => {
    const presence = program();
    await presence.launch();
    const { watch, next } = watching(presence.watched);
    presence.kill();
    const [down, up] = await next(2);
    expect(down).toMatchObject({ name: 'presence', what: 'down', ended: 'SIGKILL' });
    expect(down?.lastLines.at(-1)).toContain('consumer-dead');
    expect(up).toMatchObject({ what: 'up' });
    expect(presence.starts()).toBe(2);
    watch.stop();
    presence.kill();
  });

  it('stays down after it ended too often, and that is said', async () => {
    const presence = program(2);
    await presence.launch();
    const { next } = watching(presence.watched);
    presence.kill();
    const news = await next(3);
    expect(news.map(({ what }) => what)).toEqual(['down', 'down', 'gone']);
    expect(news.map(({ ended }) => ended)).toEqual(['SIGKILL', 'code 7', 'code 7']);
    expect(news.map(({ againMs }) => againMs)).toEqual([1, 2, 4]);
  });

  it('is no news when everything is stopped', async () => {
    const presence = program();
    await presence.launch();
    const { watch, all } = watching(presence.watched);
    watch.stop();
    presence.kill();
    await presence.watched.ended();
    await new Promise((resolve) => setImmediate(resolve));
    expect(all).toEqual([]);
    expect(presence.starts()).toBe(1);
  });
});

describe('what the screen says', () => {
  const news: News = {
    name: 'dispatch',
    what: 'down',
    ended: 'code 1',
    againMs: 2_000,
    lastLines: ['{"x":1}'],
  };

  it('names what ended, how, what is done and where to look, in one line', () => {
    const [line, ...tail] = newsOf(news, '/logs/dispatch.log').split('\n');
    expect(line).toBe(
      'dispatch ended (code 1). Starting it again in 2 s; the others run on. The end of its log (/logs/dispatch.log):',
    );
    expect(tail).toEqual(['  {"x":1}']);
  });

  it('says what to do about one that stays down', () => {
    expect(newsOf({ ...news, what: 'gone' }, 'x.log')).toContain('Ctrl-C and npm start');
  });

  it('FF section 4, 10: Ctrl-C says what goes and what is kept', () => {
    expect(whatGoes({ kafka: true, postgres: true })).toMatch(
      /topics, databases .*certificates.* API keys, phones/,
    );
    expect(whatGoes({ kafka: true, postgres: true })).not.toContain('Kept');
    expect(whatGoes({ kafka: false, postgres: false })).toMatch(
      /Kept: the topics in the Kafka of KAFKA_BROKERS/,
    );
  });
});
