import { type OwnDatabase, ownDatabase } from '../../fixtures/own-database';
import { Proxy } from '../../fixtures/proxy';
import type { Database } from './database';
import { openDatabase } from './opening/open';
import { sql } from './sql';
import { DatabaseUnavailable } from './troubles/trouble';

const insert = sql('spec.insert', 'insert into notes (id, says) values ($1, $2)');
const count = sql('spec.count', 'select count(*)::int as count from notes where id = $1');
const sleep = sql('spec.sleep', 'select pg_sleep($1)');
const kill = sql(
  'spec.kill',
  'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
);

class Notes1790000000000 {
  async up(runner: { query(text: string): Promise<unknown> }): Promise<void> {
    await runner.query('create table notes (id text primary key, says text not null)');
  }
  async down(): Promise<void> {
    // Never run: migrations only go forward.
  }
}

let own: OwnDatabase;
let proxy: Proxy;
let database: Database;
let direct: Database;

beforeAll(async () => {
  own = await ownDatabase();
  proxy = await Proxy.to(own.url);
  direct = await openDatabase({ url: own.url, migrations: [Notes1790000000000], poolSize: 2 });
  database = await openDatabase({ url: proxy.url, migrations: [Notes1790000000000], poolSize: 2 });
});

afterEach(() => {
  proxy.onRequest(() => 'pass');
  proxy.mute(false);
});

afterAll(async () => {
  proxy.cutAll();
  await database.close();
  await direct.close();
  await proxy.close();
  await own.drop();
});

const has = async (id: string): Promise<boolean> =>
  (await direct.query<{ count: number }>(count, [id]))[0]?.count === 1;

const outcomeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => error,
  );

const turn = () => new Promise((resolve) => setImmediate(resolve));

const says = (word: string) => (bytes: Buffer) => bytes.includes(word);

describe('a statement', () => {
  it('gives its rows', async () => {
    expect(await database.query(count, ['nobody'])).toEqual([{ count: 0 }]);
  });

  it('is prepared once per connection, under its name', async () => {
    await database.transaction(async (tx) => {
      await tx.query(count, ['x']);
      const prepared = sql(
        'spec.prepared',
        "select statement from pg_prepared_statements where name = 'spec.count'",
      );
      expect(await tx.query(prepared, [])).toEqual([{ statement: count.text }]);
    });
  });

  it('must not share its name with another text', () => {
    expect(() => sql('spec.count', 'select 1')).toThrow('two statements are named spec.count');
    expect(sql('spec.count', count.text)).toEqual(count);
  });

  it('that breaks a rule of the data keeps the code of PostgreSQL and the connection', async () => {
    const pid = sql('spec.pid', 'select pg_backend_pid() as pid');
    const single = await openDatabase({ url: own.url, migrations: [], poolSize: 1 });
    try {
      const before = await single.query(pid, []);
      await single.query(insert, ['twice', 'x']);
      expect(await outcomeOf(single.query(insert, ['twice', 'x']))).toMatchObject({ code: '23505' });
      expect(await single.query(pid, [])).toEqual(before);
    } finally {
      await single.close();
    }
  });
});

describe('a transaction', () => {
  it('keeps all of its work', async () => {
    const result = await database.transaction(async (tx) => {
      await tx.query(insert, ['both-1', 'x']);
      await tx.query(insert, ['both-2', 'x']);
      return 'result';
    });
    expect([result, await has('both-1'), await has('both-2')]).toEqual(['result', true, true]);
  });

  it('keeps none of it if the work throws', async () => {
    const bug = new TypeError('our bug');
    const work = database.transaction(async (tx) => {
      await tx.query(insert, ['none', 'x']);
      throw bug;
    });
    expect([await outcomeOf(work), await has('none')]).toEqual([bug, false]);
  });

  it('does not pass for done when its work caught the error that broke it', async () => {
    const work = database.transaction(async (tx) => {
      await tx.query(insert, ['broken', 'x']);
      await outcomeOf(tx.query(insert, ['broken', 'x']));
    });
    expect(String(await outcomeOf(work))).toContain('the transaction was broken');
    expect(await has('broken')).toBe(false);
  });

  it('takes no statement after its end', async () => {
    const leaked = await database.transaction((tx) => Promise.resolve(tx));
    await expect(leaked.query(count, ['x'])).rejects.toThrow('came after the end of its transaction');
  });
});

describe('while the database is in trouble', () => {
  it('a lost answer to COMMIT is a trouble that passes, although the work is done', async () => {
    proxy.onRequest((bytes) => (says('COMMIT')(bytes) ? 'swallow-answer' : 'pass'));
    const work = database.transaction((tx) => tx.query(insert, ['in-doubt', 'x']));
    expect(await outcomeOf(work)).toMatchObject({ name: 'DatabaseUnavailable', retriable: true });
    expect(await has('in-doubt')).toBe(true);
  });

  it('a connection that dies between two statements of a transaction ends the transaction, not the process', async () => {
    const work = database.transaction(async (tx) => {
      await tx.query(insert, ['cut', 'x']);
      await direct.query(kill, []);
      await proxy.allGone();
      // The driver hears of it in the next turns of the loop, while no statement is under way.
      for (let turns = 0; turns < 5; turns++) await turn();
      await tx.query(count, ['cut']);
    });
    expect(await outcomeOf(work)).toBeInstanceOf(DatabaseUnavailable);
    expect(await has('cut')).toBe(false);
  });

  it('idle connections may die, and the next statement finds a new one', async () => {
    await Promise.all([database.probe(), database.probe()]);
    await direct.query(kill, []);
    await retried(() => database.probe());
  });

  it('a network that goes away is a trouble that passes, and passes', async () => {
    proxy.onRequest(() => 'cut');
    expect(await outcomeOf(database.probe())).toBeInstanceOf(DatabaseUnavailable);
    proxy.onRequest(() => 'pass');
    await retried(() => database.probe());
  });

  it('a statement has a deadline on the server', async () => {
    const impatient = await openDatabase({
      url: own.url,
      migrations: [],
      limits: { statementTimeoutMs: 50 },
    });
    try {
      expect(await outcomeOf(impatient.query(sleep, [5]))).toMatchObject({
        retriable: true,
        reason: '57014',
      });
    } finally {
      await impatient.close();
    }
  });

  it('a silent server has a deadline as well, and its connection is not used again', async () => {
    const impatient = await openDatabase({
      url: proxy.url,
      migrations: [],
      poolSize: 1,
      limits: { answerTimeoutMs: 100 },
    });
    try {
      proxy.mute(true);
      expect(await outcomeOf(impatient.probe())).toMatchObject({ retriable: true, reason: 'no-answer' });
      proxy.mute(false);
      expect(await impatient.query(count, ['nobody'])).toEqual([{ count: 0 }]);
    } finally {
      await impatient.close();
    }
  });

  it('waiting for a connection has a deadline and the queue a bound', async () => {
    const tight = await openDatabase({
      url: own.url,
      migrations: [],
      poolSize: 1,
      limits: { connectTimeoutMs: 100 },
    });
    try {
      const long = tight.query(sleep, [1]);
      // The pool lends a free connection in the next turn of the loop.
      await turn();
      const waiting = Array.from({ length: 150 }, () => outcomeOf(tight.probe()));
      const reasons = (await Promise.all(waiting)).map((error) => (error as DatabaseUnavailable).reason);
      expect(reasons.filter((reason) => reason === 'pool-full').length).toBe(50);
      expect(reasons.filter((reason) => reason === 'pool-wait').length).toBe(100);
      await long;
    } finally {
      await tight.close();
    }
  });

  it('a lock that others hold is waited for only so long', async () => {
    const impatient = await openDatabase({ url: own.url, migrations: [], limits: { lockTimeoutMs: 50 } });
    const lock = sql('spec.lock', 'select id from notes where id = $1 for update');
    await direct.query(insert, ['locked', 'x']);
    try {
      await direct.transaction(async (tx) => {
        await tx.query(lock, ['locked']);
        expect(await outcomeOf(impatient.query(lock, ['locked']))).toMatchObject({
          reason: '55P03',
          retriable: true,
        });
      });
    } finally {
      await impatient.close();
    }
  });

  it('two transactions in a deadlock: the one that is ended may try again', async () => {
    await direct.query(insert, ['left', 'x']);
    await direct.query(insert, ['right', 'x']);
    const lock = sql('spec.lock', 'select id from notes where id = $1 for update');
    let arrived = 0;
    let meet: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (meet = resolve));
    const crossing = (first: string, second: string) =>
      direct.transaction(async (tx) => {
        await tx.query(lock, [first]);
        if (++arrived === 2) meet();
        await both;
        await tx.query(lock, [second]);
      });
    const outcomes = await Promise.all([
      outcomeOf(crossing('left', 'right')),
      outcomeOf(crossing('right', 'left')),
    ]);
    expect(outcomes).toContain('done');
    expect(outcomes).toContainEqual(expect.objectContaining({ reason: '40P01', retriable: true }));
  });
});

/** What a caller of a retriable error does, with an end: 20 tries. */
async function retried(work: () => Promise<unknown>): Promise<void> {
  for (let left = 20; ; left--) {
    const outcome = await outcomeOf(work());
    if (outcome === 'done') return;
    expect(outcome).toBeInstanceOf(DatabaseUnavailable);
    if (left === 0) throw outcome;
  }
}
