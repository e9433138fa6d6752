// What `npm start` says on the screen while the demo runs. Pure.
import { GATE_REASONS, type GateReason } from '@offline-push/contracts';
import { DEMO_APP, type Running, type ServiceName, SERVICES } from '@offline-push/platform';
import type { News } from './watch';

/** Of the demo. */
export const DEMO_MESSAGE = 'demo-1';

/** What became of the message on one phone. */
export interface Told {
  user: string;
  mustRing: boolean;
  rang: boolean;
  /** What happened and why, in a sentence. */
  story: string;
}

/** Exactly the killed phones were notified. */
export const isAsPromised = (told: readonly Told[]): boolean =>
  told.every(({ mustRing, rang }) => rang === mustRing);

export function storyOf(told: readonly Told[], seconds: number): string {
  const width = Math.max(...told.map(({ user }) => user.length));
  return [
    '\nOne message to everybody:',
    ...told.map(({ user, story }) => `  ${user.padEnd(width)}  ${story}`),
    'Their links broke a moment before: they were given 1 s to come back (PRESENCE_GRACE_SECONDS).',
    `${isAsPromised(told) ? 'As promised' : 'NOT as promised'}; ${seconds} s after installing and building.`,
  ].join('\n');
}

interface Silence {
  vendor: string;
  /** The gate stopped it. */
  reason?: GateReason | undefined;
  /** How it ended in dispatch. */
  state?: string | undefined;
  /** It did not end: what was waited for. */
  late?: string | undefined;
  /** What the vendor's fake answered, call by call. */
  answers: readonly string[];
}

/** Why a phone did not ring. A vendor that was laid out and not yet written is such a one. */
export function silenceOf({ vendor, reason, state, late, answers }: Silence): string {
  if (reason !== undefined) return `did not ring: ${reason}. ${GATE_REASONS[reason]}`;
  const last = answers.at(-1);
  const said =
    last === undefined ? `${vendor} was not called` : `${vendor} was called, and answered "${last}"`;
  const rules = last === 'unwritten' ? `: write libs/vendor-fakes/src/${vendor}/fake-rules.ts` : '';
  return `did not ring: ${state ?? late ?? 'no decision'}. ${said}${rules}.`;
}

const KEY = `$(node -p 'require("./.running.json").apiKeys.viewer')`;

/** The story of the demo's message as delivery-log tells it: JSON, for who brings a key. */
export const STORY_PATH = `/v1/apps/${DEMO_APP}/messages/${DEMO_MESSAGE}/story`;
const curlOf = (log: string | undefined, key: string): string =>
  `curl -s -H "authorization: Bearer ${key}" ${log}${STORY_PATH}`;

/** Of `--once`: the link ends with it, so that what it answers is said, too. */
export function linkedStory(log: string, ledger: StoryLedger | undefined): string {
  const boxes = ledger?.boxes.map(({ box, reason, count }) => `${count} ${box} (${reason})`);
  return [
    `The story of that message, for every phone, while this runs: ${log}${STORY_PATH}`,
    ...(ledger && boxes ? [`  ${ledger.recipients} recipients: ${boxes.join(', ')}`] : []),
  ].join('\n');
}

/** What is printed of it. */
export interface StoryLedger {
  recipients: number;
  boxes: readonly { box: string; reason: string; count: number }[];
}

/** @param link the address that signs in to the console once; undefined: there is no console. */
export function howToGoOn(running: Running, kept: string, link?: string): string {
  const { services, sandbox, brokers, logs } = running;
  const line = (name: string, where: string) => `  ${name.padEnd(16)} ${where}`;
  const open =
    link === undefined
      ? ''
      : `\nOpen the console (this link signs in once, within an hour; npm run keys -- link prints another):\n  ${link}\n`;
  return `${open}
Running until Ctrl-C. ${kept}
All addresses and the demo's API keys (app "${DEMO_APP}") are in .running.json:
${SERVICES.map((name: ServiceName) => line(name, addressesOf(name, running))).join('\n')}
${line('vendor-sandbox', `${sandbox}  (/calls, /phones)`)}
${line('kafka', brokers.join(','))}
${line('logs', logs)}
Operations have /openapi.json, /metrics and /health/ready, without a key.

Make Bob's phone ring again, see it, and ask why:
  npm run send -- message --to bob --text "hello" --id ring-1
  curl -s ${sandbox}/phones
  npm run why -- --message ring-1
Why it was so for Carol, Dave and every other phone of the demo, and the same story as JSON:
  npm run why -- --message ${DEMO_MESSAGE}
  ${curlOf(services['delivery-log'], KEY)}
An app of your own, with keys, a certificate and a phone: docs/http.md, section 0`;
}

/** Where a caller with a key goes comes first. Dispatch has a door of its own for vendors, which knows no other path. */
function addressesOf(name: ServiceName, { services, apis, operations }: Running): string {
  const door = services[name] === apis[name] ? '' : `; receipts of vendors: ${services[name]}`;
  return `${apis[name]}  (operations: ${operations[name]}${door})`;
}

/** @param own what was started here and goes: Kafka's topics, PostgreSQL's databases. */
export function whatGoes(own: { kafka: boolean; postgres: boolean }): string {
  const gone = [
    ...(own.kafka ? ['topics'] : []),
    ...(own.postgres ? ['databases (apps, certificates, sessions, bindings)'] : []),
    'API keys, phones and logs',
  ];
  const kept = [
    ...(own.kafka ? [] : ['the topics in the Kafka of KAFKA_BROKERS']),
    ...(own.postgres ? [] : ['the databases in the server of DATABASE_URL']),
  ];
  const goes = `With it go the demo's ${gone.join(', ')}; the next npm start begins anew.`;
  return kept.length === 0 ? goes : `${goes} Kept: ${kept.join(', ')}.`;
}

export function newsOf({ name, what, ended, againMs, lastLines }: News, log: string): string {
  if (what === 'up') return `${name} is up again.`;
  const next =
    what === 'down'
      ? `Starting it again in ${againMs / 1000} s; the others run on.`
      : `It ended too often and stays down. Mend what its log says (${log}), then Ctrl-C and npm start.`;
  return [
    `${name} ended (${ended}). ${next} The end of its log (${log}):`,
    ...lastLines.map((line) => `  ${line}`),
  ].join('\n');
}
