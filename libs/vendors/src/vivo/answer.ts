// vivo's answer as JSON: always an object with `result`, whatever the HTTP status. A plain text under 500 is none.
import type { Exchange } from '../shared/http/http';
import { type Coded, codedAnswer } from '../shared/text/coded';
import { integerIn, isObject, textOf } from '../shared/text/json';
import { visibleIn } from '../shared/text/visible';

/** The code is `result`; 0: vivo did it. */
export type VivoAnswer = Coded<number>;

export interface InvalidUser {
  readonly userid: string;
  readonly status: number;
}

export const answerOf = (exchange: Exchange): VivoAnswer | undefined =>
  codedAnswer(exchange, (json) => integerIn(json['result']), 0);

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
