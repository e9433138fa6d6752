import type { Fault } from '../fault';
export const PRESENCE: readonly Fault[] = [];
