// Checks
import type { Check } from '../check';

export const SANDBOX: readonly Check[] = [];
