// A webhook of an app, and how it changes. Pure.
import type { Sealed } from '@offline-push/contracts';
import { hostProblem } from '@offline-push/vendors/outside';
import type { EventType } from './hook-event';

export const STATES = ['enabled', 'disabled'] as const;
/** Why it is disabled. */
export const CAUSES = {
  asked: 'A person disabled it.',
  failing: 'No request was taken for longer than the setting allows (DELIVERY_LOG_WEBHOOK_FAILING_HOURS).',
  gone: 'It answered 410 Gone: it wants no more.',
} as const;
export type Cause = keyof typeof CAUSES;

export interface KeptSecret {
  /** Counts the rotations. What is sealed opens for this number only. */
  number: number;
  sealed: Sealed;
  createdAtMs: number;
  /** Requests are signed with it until then; null: it is the newest. */
  untilMs: number | null;
}

export interface Webhook {
  id: string;
  app: string;
  name: string;
  url: string;
  events: EventType[];
  state: 'enabled' | 'disabled' | 'deleted';
  because: Cause | null;
  stateAtMs: number;
  /** The newest first. */
  secrets: KeptSecret[];
  revision: number;
  createdAtMs: number;
  changedAtMs: number;
  /** Events that waited for too long and were never taken. */
  dropped: number;
}

/** Of an app. */
export const MOST_WEBHOOKS = 20;
/** Secrets beside the newest one. */
const MOST_OLD_SECRETS = 3;

/** The id of a request, the same at each try. `batch` is its first piece. */
export const webhookIdOf = (id: string, batch: number): string => `msg_${id}_${batch}`;

/** The rule that an address breaks. `mayBeInside`: for development. */
export function urlProblem(url: string, mayBeInside: boolean): string | undefined {
  if (!URL.canParse(url)) return 'must be an absolute URL';
  const { protocol, username, password, hash, hostname } = new URL(url);
  if (protocol !== 'https:' && !(mayBeInside && protocol === 'http:')) return 'must begin with https://';
  if (username !== '' || password !== '') return 'must have no user and no password';
  if (hash !== '') return 'must have no fragment';
  return mayBeInside ? undefined : hostProblem(hostname);
}

type Edit = Partial<Pick<Webhook, 'name' | 'url' | 'events'>>;

export const edited = (found: Webhook, edit: Edit, nowMs: number): Webhook => ({
  ...found,
  ...edit,
  ...changed(found, nowMs),
});

/** The same again changes nothing, so that a request may be repeated. */
export function switched(found: Webhook, because: Cause | undefined, nowMs: number): Webhook {
  const state = because === undefined ? 'enabled' : 'disabled';
  if (found.state === state && found.because === (because ?? null)) return found;
  return { ...found, state, because: because ?? null, stateAtMs: nowMs, ...changed(found, nowMs) };
}

/** Its secrets are gone at once; what waits for it, soon after. */
export const deleted = (found: Webhook, nowMs: number): Webhook => ({
  ...found,
  ...{ state: 'deleted', because: null, stateAtMs: nowMs, secrets: [], url: '' },
  ...changed(found, nowMs),
});

/** Those before it sign beside it until `oldUntilMs`, so that a receiver has time to learn it. */
export function rotated(
  found: Webhook,
  secret: Omit<KeptSecret, 'untilMs'>,
  { nowMs, oldUntilMs }: { nowMs: number; oldUntilMs: number },
): Webhook {
  const old = liveSecrets(found, nowMs)
    .map((kept) => ({ ...kept, untilMs: Math.min(kept.untilMs ?? Infinity, oldUntilMs) }))
    .filter(({ untilMs }) => untilMs > nowMs)
    .slice(0, MOST_OLD_SECRETS);
  return { ...found, secrets: [{ ...secret, untilMs: null }, ...old], ...changed(found, nowMs) };
}

export const liveSecrets = ({ secrets }: Pick<Webhook, 'secrets'>, nowMs: number): KeptSecret[] =>
  secrets.filter(({ untilMs }) => untilMs === null || untilMs > nowMs);

const changed = (found: Webhook, nowMs: number) => ({ revision: found.revision + 1, changedAtMs: nowMs });

/** What the audit keeps of it. An address may hold a secret of its receiver behind the question mark. */
export const auditedOf = ({ name, url, events, state, because, revision, secrets }: Webhook): object => ({
  ...{ name, url: withoutQuery(url), events, state, because, revision },
  secrets: secrets.map(({ number, untilMs, sealed }) => ({ number, untilMs, sealedWith: sealed.keyId })),
});

export function withoutQuery(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? url : `${url.slice(0, at)}?…`;
}
