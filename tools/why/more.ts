// Finds facts that explain a reason further: a login that was refused, an app without sessions, the form of a token. Pure.
import { entryNamed } from '@offline-push/vendors/catalog';
import { closestTo } from '@offline-push/arguments';
import type { GateReason } from '@offline-push/contracts';
import type { Evidence, Seen } from './topics/evidence';
import { act, timeOf } from './words';

/** Why presence stops what comes after the end of a login. */
export const OF_AN_END: readonly GateReason[] = ['logged-out', 'kicked', 'invalidated'];

interface Asked {
  app: string;
  user: string;
  device: string | undefined;
  evidence: Evidence;
}

/** The commonest mistake of a gateway: the user is logged in again, with the session id of before. */
export function refusedLogin({ app, user, device, evidence }: Asked): string | undefined {
  const newest = newestOf(
    evidence.presences.filter(
      (one) => one.app === app && one.user === user && one.device === device && one.refused !== undefined,
    ),
  );
  if (newest === undefined) return undefined;
  return ` A later login with this session id (${newest.session}) was refused at ${timeOf(newest.atMs)}.${act({ who: 'gateway', toDo: 'Each login needs a new session id: the end of a session is final.' })}`;
}

export const newestOf = <T extends Seen<object>>(all: readonly T[]): T | undefined =>
  all.reduce<T | undefined>(
    (newest, one) => (one.seenAtMs >= (newest?.seenAtMs ?? 0) ? one : newest),
    undefined,
  );

/** The form of a vendor's token in the vendor's words: what it says of no token at all, and of one with a character that none has. */
export function formIn(vendor: string | undefined): string {
  const form = entryNamed(vendor ?? '')?.token;
  const rules = form === undefined ? [] : [form.problem(''), form.problem(' ')];
  const told = [...new Set(rules.filter((rule) => rule !== undefined))];
  return told.length === 0 ? '' : ` Its form: ${told.join('; ')}.`;
}

/** An app of which nothing was ever heard is mostly a wrong name. */
export function noSessionIn({
  app,
  evidence: { apps, certificates, isOfTopics },
}: Pick<Asked, 'app' | 'evidence'>): string {
  if (!isOfTopics) return '';
  if (apps.size > 0 && !apps.has(app))
    return ` No session of app ${app} was ever seen: ${thereIs(app, apps)}.`;
  const hasCertificate = [...certificates.values()].some((one) => one.app === app);
  return hasCertificate ? '' : ' No certificate of this app was ever saved: is the name of the app right?';
}

/** The apps that there are, the one that was meant first. */
export function thereIs(app: string, apps: ReadonlySet<string>): string {
  const close = closestTo(app, [...apps]);
  const others = [...apps].filter((one) => one !== close).sort();
  const named = [...(close === undefined ? [] : [close]), ...others];
  return `there is ${named.slice(0, 3).join(', ')}${named.length > 3 ? ' and others' : ''}`;
}
