// A session: who signed in, what they may do in which app, and when it ends. It lives in a sealed cookie alone. Pure.
import { Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { APP_ID } from '@offline-push/contracts';

/** The roles of people. `service` is for programs with keys of their own. */
const ROLES = ['viewer', 'operator', 'admin'] as const;
export type PersonsRole = (typeof ROLES)[number];

export interface AppRole {
  /** `*`: every app. */
  readonly app: string;
  readonly role: PersonsRole;
}

/** Who signed in, as the sign-in found out. */
export interface Person {
  /** For audits. */
  readonly user: string;
  /** For the screen. */
  readonly name: string;
  readonly apps: readonly AppRole[];
}

export interface Session extends Person {
  readonly id: string;
  readonly signIn: 'local' | 'oidc';
  readonly startedAtMs: number;
  readonly seenAtMs: number;
}

export interface Lifetimes {
  readonly idleMs: number;
  readonly longestMs: number;
}

/** More do not fit into a cookie. */
const MAX_APPS = 50;
const AppRoles = Type.Array(
  Type.Object({
    app: Type.String({ pattern: `^(${APP_ID}|\\*)$` }),
    role: Type.Union(ROLES.map((role) => Type.Literal(role))),
  }),
  { maxItems: MAX_APPS },
);

export const PERSON = TypeCompiler.Compile(
  Type.Object({
    // No control characters: it stands in headers and in logs.
    user: Type.String({ pattern: '^[^\\u0000-\\u001f\\u007f]{1,128}$', maxLength: 128 }),
    name: Type.String({ maxLength: 200 }),
    apps: AppRoles,
  }),
);

export const endsAtMs = ({ startedAtMs, seenAtMs }: Session, { idleMs, longestMs }: Lifetimes): number =>
  Math.min(startedAtMs + longestMs, seenAtMs + idleMs);

const RANK: Readonly<Record<PersonsRole, number>> = { viewer: 0, operator: 1, admin: 2 };

/** The strongest role in an app; undefined: none. */
export function roleIn(apps: readonly AppRole[], app: string): PersonsRole | undefined {
  const roles = apps.filter((one) => one.app === app || one.app === '*').map(({ role }) => role);
  return roles.sort((a, b) => RANK[b] - RANK[a])[0];
}

/** For what belongs to no app: all apps if there is such a role, else the app with the strongest one. */
export function widest(apps: readonly AppRole[]): AppRole | undefined {
  const weight = ({ app, role }: AppRole) => RANK[role] + (app === '*' ? 10 : 0);
  return [...apps].sort((a, b) => weight(b) - weight(a))[0];
}
