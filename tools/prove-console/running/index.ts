// Checks
import type { Check } from '../check';

export const RUNNING: readonly Check[] = [];
