// Checks
import type { Check } from '../check';

export const EXPLAINING: readonly Check[] = [];
