// Lanes whose credential the vendor refuses or no key opens (issue 10, section 1).
import type { Fault } from '../fault';
import { CALLBACKS } from './callbacks';
import { PODS } from './pods';
import { REFUSALS } from './refusals';
import { SHUT } from './shut';

export const LANES: readonly Fault[] = [...REFUSALS, ...SHUT, ...CALLBACKS, ...PODS];
