// Checks
import type { Check } from '../check';

export const CERTIFICATES: readonly Check[] = [];
