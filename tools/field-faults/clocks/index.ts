import type { Fault } from '../fault';
export const CLOCKS: readonly Fault[] = [];
