// Checks 19 to 23: lanes, dead letters, statistics, and services that are away.
import type { Check } from '../check';
import { breaker } from './19-breaker';
import { replay } from './20-replay';
import { statistics } from './21-statistics';
import { restarts } from './22-restarts';
import { tabs } from './23-tabs';

export const RUNNING: readonly Check[] = [breaker, replay, statistics, restarts, tabs];
