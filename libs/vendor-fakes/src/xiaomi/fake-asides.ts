// What else Xiaomi can be asked (sheet 1.3): counters, the quota, what is set on a phone, topics, what waits for its hour. It
// pushes nothing.
import type { FakeAnswer } from '../host/vendor-fake';
import { errorAnswer, plainAnswer } from './fake-answers';
import type { XiaomiCall } from './fake-request';
import type { Counters, Ledger } from './fake-ledger';
import type { Schedule } from './fake-schedule';

const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;

type Aside = (query: ReadonlyMap<string, string>, ledger: Ledger) => unknown;

/** By the end of the path. Undefined: there is no such message. Null: there is nothing to say but "ok". Anything else: `data`. */
const ASIDES: readonly (readonly [RegExp, Aside])[] = [
  [/\/trace\/message\/status$/, oneMessage],
  [/\/trace\/messages\/status$/, manyMessages],
  [/\/stats\/message\/counters$/, counters],
  [/\/topic\/all$/, (query, ledger) => ({ list: ledger.topicsOf(query.get('registration_id') ?? '') })],
  // Aliases and accounts are set by the phone, and ours set none.
  [/\/(?:alias|account)\/all$/, () => ({ list: [] })],
  [/\/schedule_job\/exist$/, job((schedule, id) => schedule.has(id))],
  [/\/v2\/schedule_job\/delete$/, job((schedule, id) => schedule.cancel(id))],
  [/\/v3\/schedule_job\/delete$/, job((schedule, _id, key) => schedule.cancelByKey(key))],
  [/\/topic\/subscribe(?:\/alias)?$/, changed((ledger, topic, who) => ledger.subscribe(topic, who))],
  [/\/topic\/unsubscribe(?:\/alias)?$/, changed((ledger, topic, who) => ledger.unsubscribe(topic, who))],
];

export function answerAside({ path, query, problem }: XiaomiCall, ledger: Ledger, nowMs: number): FakeAnswer {
  if (problem !== undefined) return errorAnswer(problem.code, problem.reason, nowMs);
  const [, ask] = ASIDES.find(([form]) => form.test(path)) ?? [];
  // The shape of the others is not known (sheet, open questions); a caller can only rely on the code.
  const data = ask === undefined ? null : ask(query, ledger);
  return data === undefined
    ? errorAnswer(65028, 'message not found', nowMs)
    : plainAnswer(data ?? undefined, nowMs);
}

function oneMessage(query: ReadonlyMap<string, string>, ledger: Ledger): unknown {
  const name = query.get('msg_id') ?? query.get('job_key') ?? '';
  const found = ledger.countersOf(name);
  return found && { data: statusOf(name, found) };
}

function manyMessages(query: ReadonlyMap<string, string>, ledger: Ledger): unknown {
  const [fromMs, toMs] = [Number(query.get('begin_time') ?? 0), Number(query.get('end_time') ?? Infinity)];
  return { data: ledger.between(fromMs, toMs).map(([id, found]) => statusOf(id, found)) };
}

/** Field names as three clients read them; the texts of times and rates are guesses (sheet 6). */
const statusOf = (id: string, { atMs, ttlMs, resolved }: Counters) => ({
  id,
  msg_type: 'RegId',
  create_time: inChina(atMs).toISOString().slice(0, 19).replace('T', ' '),
  create_timestamp: atMs,
  time_to_live: `${Math.ceil(ttlMs / DAY_MS)} days`,
  resolved,
  delivered: resolved,
  delivery_rate: '100.00%',
  click: 0,
  click_rate: '0.00%',
});

/** Days as `yyyyMMdd`, in China. */
function counters(query: ReadonlyMap<string, string>, ledger: Ledger): unknown {
  const byDay = new Map<string, number>();
  for (const [, { atMs, resolved }] of ledger.between(0, Infinity)) {
    const day = inChina(atMs).toISOString().slice(0, 10).replaceAll('-', '');
    byDay.set(day, (byDay.get(day) ?? 0) + resolved);
  }
  const [from, to] = [query.get('start_date') ?? '', query.get('end_date') ?? '99999999'];
  const days = [...byDay].filter(([day]) => day >= from && day <= to);
  return { data: days.map(([date, count]) => totalsOf(date, count)) };
}

const totalsOf = (date: string, count: number) => ({
  date,
  single_recipients: count,
  regid_recipients: count,
  alias_recipients: 0,
  useraccount_recipients: 0,
  broadcast_recipients: 0,
  received: count,
  click: 0,
});

/** `is`: there was such a job. */
function job(is: (schedule: Schedule, id: string, key: string) => boolean): Aside {
  return (query, { schedule }) =>
    is(schedule, query.get('job_id') ?? '', query.get('jobkey') ?? '') ? null : undefined;
}

const inChina = (atMs: number): Date => new Date(atMs + CHINA_MS);

function changed(change: (ledger: Ledger, topic: string, tokens: readonly string[]) => void): Aside {
  return (query, ledger) => {
    const targets = query.get('registration_id') ?? query.get('aliases') ?? '';
    change(ledger, query.get('topic') ?? '', targets.split(',').filter(Boolean));
    return null;
  };
}
