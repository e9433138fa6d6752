// Clocks (section 3 of the issue).
import type { Fault } from '../fault';
import { GATEWAYS } from './gateways';
import { SKEWED } from './services';

export const CLOCKS: readonly Fault[] = [...GATEWAYS, ...SKEWED];
