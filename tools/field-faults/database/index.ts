// The database (section 2 of the issue).
import type { Fault } from '../fault';
import { BLOWS } from './blows';
import { POOLERS } from './pooler';
import { REFUSALS } from './refusals';
import { RIGHTS } from './rights';
import { SILENCE } from './silence';
import { STOPS } from './stops';

export const DATABASE: readonly Fault[] = [
  ...REFUSALS,
  ...BLOWS,
  ...RIGHTS,
  ...SILENCE,
  ...STOPS,
  ...POOLERS,
];
