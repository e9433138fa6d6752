// Asks every route that the OpenAPI document of a service names with every role: who may call is what the document says, and whoever may not
// hears 403, before body and query are looked at. Also keeps what viewers were told, to look for what they must not see.
import { type Role, ROLES } from '@offline-push/service-kit';
import type { AService } from './a-service';

interface OperationNote {
  'x-roles': readonly string[];
}
type Document = { paths: Record<string, Record<string, OperationNote>> };

export interface AskedWithRoles {
  /** Route, role and status of each call that was not answered as the document says. */
  wrong: string[];
  /** How many calls were made. */
  calls: number;
  /** What a viewer was told, by route. */
  told: ReadonlyMap<string, string>;
}

const DEADLINE_MS = 60_000;
const FORBIDDEN = 403;

/** `names` fill the gaps of paths. `bodies` by path, for routes of which a viewer must find something. */
export async function askWithEveryRole(
  service: AService,
  names: Readonly<Record<string, string>>,
  bodies: Readonly<Record<string, object>> = {},
): Promise<AskedWithRoles> {
  const { body } = await service.call('/openapi.json');
  const [wrong, told] = [[] as string[], new Map<string, string>()];
  let calls = 0;
  for (const [pattern, methods] of Object.entries((body as Document).paths))
    for (const [method, { 'x-roles': roles }] of Object.entries(methods)) {
      if (roles.includes('open')) continue;
      for (const role of ROLES) {
        calls += 1;
        const url = `${service.url}${pathOf(pattern, names)}`;
        const { status, text } = await ask(service, url, method, role, bodies[pattern]);
        const isAllowed = roles.includes(role) || (role === 'admin' && roles.includes('operator'));
        // Nothing is said of what an allowed call finds: its body may be wrong, and its thing not there.
        if ((status === FORBIDDEN || status === 401) === isAllowed || status >= 500)
          wrong.push(`${method} ${pattern} as ${role}: ${status}`);
        if (role === 'viewer' && isAllowed) told.set(`${method} ${pattern}`, text);
      }
    }
  return { wrong, calls, told };
}

const pathOf = (pattern: string, names: Readonly<Record<string, string>>): string =>
  pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? 'unknown-1'));

async function ask(
  service: AService,
  url: string,
  method: string,
  role: Role,
  body: object = {},
): Promise<{ status: number; text: string }> {
  const hasBody = method !== 'get' && method !== 'delete';
  const answer = await fetch(url, {
    method: method.toUpperCase(),
    headers: {
      authorization: `Bearer ${service.keyOf(role, '*')}`,
      ...(hasBody && { 'content-type': 'application/json' }),
    },
    ...(hasBody && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    // A stream has no end; what it tells are stories and lanes, which other routes tell too.
    await answer.body?.cancel();
    return { status: answer.status, text: '' };
  }
  return { status: answer.status, text: await answer.text() };
}
