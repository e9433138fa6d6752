// Checks 24 to 26: phones to look at.
import type { Check } from '../check';
import { npmStart } from './24-npm-start';
import { network } from './25-network';
import { click } from './26-click';

export const SANDBOX: readonly Check[] = [npmStart, network, click];
