import type { Fault } from '../fault';
export const DATABASE: readonly Fault[] = [];
