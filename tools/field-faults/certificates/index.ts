// A certificate's life (issue 10, section 1): what operators meet.
import type { Fault } from '../fault';
import { ALONE } from './alone';
import { DELETED } from './deleted';
import { ENDS } from './ends';
import { KEYS } from './keys';
import { MENDED } from './mended';
import { WANTED } from './wanted';

export const CERTIFICATES: readonly Fault[] = [...DELETED, ...WANTED, ...MENDED, ...KEYS, ...ENDS, ...ALONE];
