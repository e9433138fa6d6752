// delivery-log under blows: every push keeps a whole story or a reason, nobody counts twice, and nothing is missing.
import type { Fault } from '../fault';
import { AGAIN } from './again';
import { DEATHS } from './deaths';

export const LOG: readonly Fault[] = [...DEATHS, ...AGAIN];
