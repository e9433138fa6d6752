// Fills delivery-log's database day by day. The tables of days that are over are made beside the service and attached with their index, and
// are not written to the log of the server: it would be as large again, and nobody reads it.
import pg from 'pg';
import { Copy } from './copy';
import { type Message, messagesOf } from './mix';
import { APPS } from './people';
import {
  certificateLines,
  FACT_COLUMNS,
  factLines,
  LEDGER_COLUMNS,
  ledgerLines,
  linesOf,
  LOOKUP_COLUMNS,
  STORY_COLUMNS,
} from './rows';

export interface Filling {
  databaseUrl: string;
  /** Since 1970, each with its pushes. */
  days: { day: number; pushes: number }[];
  today: number;
  users: number;
}

const DAY_MS = 86_400_000;

export async function fillDays(how: Filling, onMessage: (message: Message) => void): Promise<void> {
  const clients = [new pg.Client(how.databaseUrl), new pg.Client(how.databaseUrl)] as const;
  for (const client of clients) {
    await client.connect();
    await client.query(`set maintenance_work_mem = '256MB'`);
  }
  try {
    for (const { day, pushes } of how.days) await fillDay(clients, { ...how, day, pushes, onMessage });
  } finally {
    for (const client of clients) await client.end();
  }
}

/** What was told of all phones and certificates. */
export async function fillFacts({ databaseUrl, users, today }: Omit<Filling, 'days'>): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const copy = await Copy.into(client, `fact ${FACT_COLUMNS}`);
    const atMs = (today - 1) * DAY_MS;
    await copy.add(certificateLines(atMs));
    for (const [app] of APPS.entries())
      for (let n = 0; n < users; n++) await copy.add(factLines(app, n, atMs + n));
    await copy.end();
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

type Clients = readonly [pg.Client, pg.Client];

interface Day {
  day: number;
  pushes: number;
  today: number;
  users: number;
  onMessage: (message: Message) => void;
}

async function fillDay(clients: Clients, { day, pushes, today, users, onMessage }: Day): Promise<void> {
  const [stories, lookups] = clients;
  const counts: Parameters<typeof linesOf>[2] = new Map();
  const [storyCopy, lookupCopy] = await Promise.all([
    begin(stories, 'story', day, STORY_COLUMNS),
    begin(lookups, 'lookup', day, LOOKUP_COLUMNS),
  ]);
  for (const message of messagesOf(day, pushes, users)) {
    const { story, lookup } = linesOf(message, today, counts);
    await storyCopy.add(story);
    await lookupCopy.add(lookup);
    onMessage(message);
  }
  await Promise.all([storyCopy.end(), lookupCopy.end()]);
  await Promise.all([attach(stories, 'story', day), attach(lookups, 'lookup', day)]);
  const ledger = await Copy.into(stories, `ledger ${LEDGER_COLUMNS}`);
  await ledger.add(ledgerLines(counts));
  await ledger.end();
}

/** `freeze`: as if it had been there for days, and the server had swept it. */
async function begin(client: pg.Client, parent: string, day: number, columns: string): Promise<Copy> {
  await client.query('begin');
  await client.query(tableOf(parent, day));
  return Copy.into(client, `${parent}_${day} ${columns}`, '(freeze)');
}

// Names of tables cannot be parameters; both parts are ours.
const tableOf = (parent: string, day: number): string =>
  `create unlogged table ${parent}_${day} (like ${parent})`;

async function attach(client: pg.Client, parent: string, day: number): Promise<void> {
  for (const statement of indexed(parent, `${parent}_${day}`, day)) await client.query(statement);
  await client.query('commit');
}

const indexed = (parent: string, table: string, day: number): string[] => [
  parent === 'story'
    ? `alter table ${table} add primary key (message, part, day)`
    : `create index on ${table} (key, sent_s)`,
  `alter table ${parent} attach partition ${table} for values in (${day})`,
];
