// Checks 27 to 30: what holds on every page.
import type { Check } from '../check';
import { budgets } from './28-budgets';
import { coldStart } from './29-cold-start';

export const QUALITY: readonly Check[] = [budgets, coldStart];
