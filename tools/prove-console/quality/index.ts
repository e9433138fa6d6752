// Checks 27 to 30: what holds on every page.
import type { Check } from '../check';
import { accessible } from './27-accessible';
import { budgets } from './28-budgets';
import { coldStart } from './29-cold-start';
import { tenThousand } from './30-ten-thousand';

export const QUALITY: readonly Check[] = [accessible, budgets, coldStart, tenThousand];
