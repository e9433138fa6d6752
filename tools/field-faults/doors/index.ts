// The doors of the services: floods, sockets, methods, and what is reached at which port (sections 2 and 4 of the issue).
import type { Fault } from '../fault';
import { FLOODS } from './floods';
import { PORTS } from './ports';

export const DOORS: readonly Fault[] = [...PORTS, ...FLOODS];
