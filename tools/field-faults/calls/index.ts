// Calls that keep their word: no call after a logout or an end that came meanwhile, and a line for each that failed (issue 10, section 2).
import type { Fault } from '../fault';
import { LINES } from './lines';
import { LOGINS } from './logins';
import { TOKENS } from './tokens';

export const CALLS: readonly Fault[] = [...LOGINS, ...TOKENS, ...LINES];
