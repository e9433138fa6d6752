// Bad input at the HTTP doors of the running services: each refusal names its field, nothing is our fault, and nobody is held up.
import type { Fault } from '../fault';
import { HEAVY } from './heavy';
import { REFUSED } from './refused';

export const INPUT: readonly Fault[] = [...REFUSED, ...HEAVY];
