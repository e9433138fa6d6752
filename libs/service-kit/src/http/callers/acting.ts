// A key that acts for others (docs/adr/0043): the console calls with one key and says for whom. Whoever it names may at most what the key may. Pure.
import { APP_ID } from '@offline-push/contracts';
import type { IncomingHttpHeaders } from 'node:http';
import { HttpProblem, invalid } from '../problem';
import { type Caller, mayReach, type Role } from './roles';

/** `user=li.wei&app=demo&role=operator`, in the form of application/x-www-form-urlencoded. */
export const ACTING_FOR = 'offline-push-acting-for';

const MAX_LENGTH = 1_024;
const FIELDS = ['user', 'app', 'role'];
const USER = /^[^\p{Cc}]{1,128}$/u;
const APP = new RegExp(`^(?:${APP_ID}|\\*)$`);

/** Roles of people, and what the holder of a role may let others be. */
const WITHIN: Readonly<Record<Role, readonly Role[]>> = {
  admin: ['admin', 'operator', 'viewer'],
  operator: ['operator', 'viewer'],
  viewer: ['viewer'],
  service: [],
};

/** The caller that a request has: the key's own, or the person that such a key names. Throws for all that is not clear. */
export function actingCaller(key: Caller, headers: IncomingHttpHeaders): Caller {
  const given = headers[ACTING_FOR];
  if (key.actsForOthers !== true) {
    if (given === undefined) return key;
    throw refused(
      'acting-not-allowed',
      `The API key ${key.id} may not act for others: its entry lacks actsForOthers.`,
    );
  }
  if (given === undefined)
    throw refused(
      'acting-for-nobody',
      `The API key ${key.id} acts for others, and does not say for whom (${ACTING_FOR}).`,
    );
  const { user, app, role } = personIn(String(given));
  if (!WITHIN[key.role].includes(role) || !mayReach(key, app))
    throw refused(
      'acting-beyond-key',
      `The API key ${key.id} may not give the role ${role} in the app ${app}.`,
    );
  // No id of a key has a blank or a bracket: nobody can be taken for a key, nor for somebody of another one.
  return { id: `${user} (${key.id})`, app, role };
}

function personIn(text: string): { user: string; app: string; role: Role } {
  const fields = text.length > MAX_LENGTH ? undefined : new URLSearchParams(text);
  const names = [...(fields?.keys() ?? [])];
  const value = (name: string): string => fields?.get(name) ?? '';
  const isWhole = names.length === FIELDS.length && FIELDS.every((name) => names.includes(name));
  const role = value('role') as Role;
  if (!isWhole || !isName(value('user')) || !APP.test(value('app')) || !Object.hasOwn(WITHIN, role))
    throw invalid(
      [{ pointer: `/${ACTING_FOR}`, rule: 'must be like user=li.wei&app=demo&role=operator' }],
      'header',
    );
  return { user: value('user'), app: value('app'), role };
}

/** U+FFFD is what percent signs that are no UTF-8 become. */
const isName = (user: string): boolean => USER.test(user) && !user.includes('\ufffd');

const refused = (code: string, detail: string): HttpProblem => new HttpProblem(403, code, detail);

/** Of a field that holds the id of a caller, for the description of an API. */
export const BY_CALLER =
  'Who did it: the id of an API key, or the person whom the console acted for and its key, as `li.wei (console)`.';
