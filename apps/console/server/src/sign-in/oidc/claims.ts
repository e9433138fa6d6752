// Who somebody is and what they may do, from the claims of the identity provider. Pure.
import { APP_ID } from '@offline-push/contracts';
import { type AppRole, type Person, PERSON } from '../session';

export interface ClaimNames {
  /** What audits call the person by; where it is missing, `sub` is taken. */
  readonly user: string;
  readonly roles: string;
}

export type Claims = Readonly<Record<string, unknown>>;

/** `demo:operator`, or `*:admin`. */
const WORD = new RegExp(`^(${APP_ID}|\\*):(viewer|operator|admin)$`);

/** `no-roles`: the claim is missing, or holds none that is ours. `wrong`: the person cannot be named, or has too many. */
export function personIn(claims: Claims, names: ClaimNames): Person | 'no-roles' | 'wrong' {
  const apps = rolesIn(claimNamed(claims, names.roles));
  if (apps.length === 0) return 'no-roles';
  const user = textOf(claimNamed(claims, names.user)) ?? textOf(claims['sub']) ?? '';
  const person = { user, name: (textOf(claims['name']) ?? user).slice(0, 200), apps };
  return PERSON.Check(person) ? person : 'wrong';
}

/** Whether the claim is there at all, in whatever form. */
export const hasRoles = (claims: Claims, names: ClaimNames): boolean =>
  claimNamed(claims, names.roles) !== undefined;

/** By its whole name, else part by part: `resource_access.console.roles`. */
function claimNamed(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((found, part) => own(found, part), claims);
}

const own = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** A list of `app:role` or of `{ app, role }`, or one of them. Providers put roles of other programs beside them, so what is none of ours is left out. */
function rolesIn(claim: unknown): AppRole[] {
  const words = (Array.isArray(claim) ? claim : [claim]).map(wordOf).filter((word) => WORD.test(word));
  return [...new Set(words)].map((word) => {
    const [app = '', role = ''] = word.split(':');
    return { app, role: role as AppRole['role'] };
  });
}

function wordOf(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  return `${textOf(own(entry, 'app')) ?? ''}:${textOf(own(entry, 'role')) ?? ''}`;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
