// Where a request of a page goes: the service and the path there. What could lead anywhere else is refused. Pure.
import { HttpProblem, notFound } from '@offline-push/service-kit';

export interface Destination {
  readonly service: string;
  /** With its query, as it came. */
  readonly path: string;
  /** The app it is about, if any. */
  readonly app: string | undefined;
}

/** The API of a service alone: the sandbox has its vendors and its desk at the same port, and they ask nobody who they are. */
const FORM = /^\/api\/([a-z][a-z-]{0,31})(\/v1\/[^?#]*)(\?[^#]*)?$/;
/** Printable ASCII without a backslash: whatever else there is must be percent-encoded. */
const PLAIN = /^[\x21-\x5b\x5d-\x7e]{1,8192}$/;

/** `url`: of the request, without the base path. */
export function destinationOf(url: string): Destination {
  if (!PLAIN.test(url)) throw refused();
  const [, service, path, query = ''] = FORM.exec(url) ?? [];
  if (service === undefined || path === undefined) throw notFound();
  const parts = path.split('/').slice(1);
  // An empty last part is a slash at the end.
  if (parts.some((part, i) => isAstray(part, i === parts.length - 1))) throw refused();
  return { service, path: path + query, app: appIn(parts) };
}

/** A part that is empty or leads up, also where it hides in percent signs. */
function isAstray(part: string, isLast: boolean): boolean {
  if (part === '') return !isLast;
  const plain = decoded(part);
  return (
    plain === undefined || plain.includes('\0') || plain.split(/[/\\]/).some((one) => /^\.{1,2}$/.test(one))
  );
}

function appIn([version, apps, app]: readonly string[]): string | undefined {
  return version === 'v1' && apps === 'apps' && app ? decoded(app) : undefined;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

const refused = (): HttpProblem => new HttpProblem(400, 'invalid-path', 'This path is not passed on.');
