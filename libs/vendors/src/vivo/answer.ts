// vivo's answer as JSON: always an object with `result`, whatever the HTTP status. A plain text under 500 is none.
import type { Exchange } from '../shared/http/http';
import { integerIn, isObject, type Json, parse, textOf } from '../shared/text/json';
import { visibleIn } from '../shared/text/visible';

export interface VivoAnswer {
  /** `result`; 0: vivo did it. */
  readonly code: number;
  readonly json: Json;
}

export interface InvalidUser {
  readonly userid: string;
  readonly status: number;
}

/** Undefined: not in vivo's own words, or an "ok" under a status that denies it. */
export function answerOf(exchange: Exchange): VivoAnswer | undefined {
  if (exchange.kind === 'no-answer' || exchange.spoiled !== undefined) return undefined;
  const json = parse(exchange.body);
  const code = json && integerIn(json['result']);
  if (json === undefined || code === undefined) return undefined;
  return code === 0 && exchange.status >= 300 ? undefined : { code, json };
}

/** Empty if it is none that may stand in an outcome. */
export const taskIdIn = ({ json }: VivoAnswer): string => visibleIn(textOf(json['taskId'])) ?? '';

/** Those of a list, and the one of a single send. One without a name and a reason is none: fields are written out empty as well. */
export function invalidUsersIn({ json }: VivoAnswer): InvalidUser[] {
  const list: unknown[] = Array.isArray(json['invalidUsers']) ? json['invalidUsers'] : [];
  return [...list, json['invalidUser']].flatMap((user) => {
    if (!isObject(user)) return [];
    const [userid, status] = [textOf(user['userid']), integerIn(user['status']) ?? 0];
    return userid === '' && status === 0 ? [] : [{ userid, status }];
  });
}
