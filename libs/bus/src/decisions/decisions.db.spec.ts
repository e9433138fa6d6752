// P23: a message that is decided twice counts once. The memory of decisions against PostgreSQL: the first one wins, portions of one message
// add up, and nothing is lost or doubled when several processes decide at once.
import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Decision, Decisions, DecisionsMigration1, type Merge } from './index';
import type { BusDatabase } from '../outbox/outbox.store';

const schema = `decisions_${randomUUID().replaceAll('-', '')}`;
const CREATE = `create schema ${schema}`;
const DROP = `drop schema ${schema} cascade`;

let dataSource: DataSource;
let statements: string[];
let decisions: Decisions;

const database: BusDatabase = {
  query: async <R>({ name, text }: { name: string; text: string }, values: unknown[]): Promise<R[]> => {
    statements.push(name);
    const runner = dataSource.createQueryRunner();
    try {
      return (await runner.query(text, values, true)).records as R[];
    } finally {
      await runner.release();
    }
  },
};

beforeAll(async () => {
  Logger.overrideLogger(false);
  const url = process.env['DATABASE_URL'] ?? '';
  const admin = await new DataSource({ type: 'postgres', url }).initialize();
  await admin.query(CREATE);
  await admin.destroy();
  const extra = { options: `-c search_path=${schema}` };
  const migrations = [DecisionsMigration1];
  dataSource = await new DataSource({ type: 'postgres', url, schema, extra, migrations }).initialize();
  await dataSource.runMigrations();
});
afterAll(async () => {
  await dataSource.query(DROP);
  await dataSource.destroy();
});
beforeEach(async () => {
  await dataSource.query('delete from decision');
  statements = [];
  decisions = new Decisions(database);
});

/** "bob=online carol=killed": what is held of a recipient wins. */
const decided = (message: string, text: string, content = 'c'): Decision => ({
  message,
  content,
  decided: text,
});
const byRecipient: Merge<Decision> = (held, later) => {
  const known = new Set(held.split(' ').map((one) => one.split('=')[0]));
  return [held, ...later.decided.split(' ').filter((one) => !known.has(one.split('=')[0]))].join(' ');
};
const remember = (...all: Decision[]) => decisions.remember(all, byRecipient);
const held = async () =>
  Object.fromEntries(
    (await dataSource.query<{ message: string; decided: string }[]>('select * from decision')).map((row) => [
      row.message,
      row.decided,
    ]),
  );

describe('P23: a decision', () => {
  it('of messages that nobody decided before costs one statement', async () => {
    expect(await remember(decided('m2', 'bob=online'), decided('m1', 'bob=pushed'))).toEqual([
      { is: 'first', decided: 'bob=online' },
      { is: 'first', decided: 'bob=pushed' },
    ]);
    expect(statements).toEqual(['decision-insert']);
  });

  it('that is taken again counts as it was the first time', async () => {
    await remember(decided('m1', 'bob=pushed'));
    expect(await remember(decided('m1', 'bob=online'), decided('m2', 'bob=online'))).toEqual([
      { is: 'remembered', decided: 'bob=pushed' },
      { is: 'first', decided: 'bob=online' },
    ]);
  });

  it('of a message in portions adds up, recipient by recipient', async () => {
    await remember(decided('m1', 'bob=pushed carol=online'));
    const [counted] = await remember(decided('m1', 'carol=pushed dave=pushed'));
    expect(counted).toEqual({ is: 'remembered', decided: 'bob=pushed carol=online dave=pushed' });
    expect(await held()).toEqual({ m1: 'bob=pushed carol=online dave=pushed' });
  });

  it('counts once also when the message comes several times in one slice', async () => {
    const slice = [decided('m1', 'bob=pushed'), decided('m1', 'bob=online'), decided('m1', 'carol=online')];
    expect(await remember(...slice)).toEqual([
      { is: 'first', decided: 'bob=pushed' },
      { is: 'remembered', decided: 'bob=pushed' },
      { is: 'remembered', decided: 'bob=pushed carol=online' },
    ]);
  });

  it('with other content is a conflict, and the first content stays', async () => {
    await remember(decided('m1', 'bob=pushed', 'one'));
    expect(await remember(decided('m1', 'carol=pushed', 'other'))).toEqual([{ is: 'conflict' }]);
    expect(await held()).toEqual({ m1: 'bob=pushed' });
  });

  it('of many processes at once loses no portion', async () => {
    const users = Array.from({ length: 8 }, (_, i) => `user-${i}=pushed`);
    const crowd = ['m1', 'm2', 'm3'];
    await Promise.all(
      users.map((user) =>
        new Decisions(database).remember(
          crowd.map((message) => decided(message, user)),
          byRecipient,
        ),
      ),
    );
    for (const text of Object.values(await held())) expect(text.split(' ').sort()).toEqual(users);
  });

  it('whose row was forgotten a moment ago is written down anew', async () => {
    await remember(decided('m1', 'bob=pushed'));
    const forgetful: BusDatabase = {
      query: async (statement, values) => {
        if (statement.name === 'decision-find' && !statements.includes('decision-find'))
          await dataSource.query('delete from decision');
        return database.query(statement, values);
      },
    };
    const [counted] = await new Decisions(forgetful).remember([decided('m1', 'bob=online')], byRecipient);
    expect(counted).toEqual({ is: 'remembered', decided: 'bob=online' });
    expect(await held()).toEqual({ m1: 'bob=online' });
  });
});

it('forgets until nothing old is left, however much there is', async () => {
  await dataSource.query(
    `insert into decision select 'm' || i, 'c', 'd', now() - interval '5 days' from generate_series(1, 12000) i`,
  );
  await remember(decided('young', 'bob=pushed'));
  await decisions.forget();
  expect(Object.keys(await held())).toEqual(['young']);
  expect(statements.filter((name) => name === 'decision-forget')).toHaveLength(3);
});
