// What stands in an outcome where an answer has no words of the vendor: the same for all vendors, so that it is looked up once.
import type { Exchange } from '../http/http';

type Answered = Pick<Extract<Exchange, { kind: 'answered' }>, 'status' | 'spoiled'>;

export const wordlessCode = ({ status, spoiled }: Answered): string =>
  spoiled ?? (status >= 200 && status < 300 ? 'unreadable-answer' : `http-${status}`);

/** Of a call for an access token: the push itself was never sent. */
export const wordlessLogin = (answered: Answered): string => `login-${wordlessCode(answered)}`;
