import type { Fault } from '../fault';
export const BINDINGS: readonly Fault[] = [];
