// vivo's answer as JSON: always an object with `result`, whatever the HTTP status. The plain text of a 500 is not an answer.
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

/** Empty if its form is not allowed in an outcome. */
export const taskIdIn = ({ json }: VivoAnswer): string => visibleIn(textOf(json['taskId'])) ?? '';

/** The users of a list, and the one of a single send. vivo also writes empty entries, which are skipped. */
export function invalidUsersIn({ json }: VivoAnswer): InvalidUser[] {
  const list: unknown[] = Array.isArray(json['invalidUsers']) ? json['invalidUsers'] : [];
  return [...list, json['invalidUser']].flatMap((user) => {
    if (!isObject(user)) return [];
    const [userid, status] = [textOf(user['userid']), integerIn(user['status']) ?? 0];
    return userid === '' && status === 0 ? [] : [{ userid, status }];
  });
}
