// Faults of webhooks: what their receivers do, and what happens to those who send.
import type { Fault } from '../fault';
import { AWAY } from './away';

export const WEBHOOKS: readonly Fault[] = AWAY;
