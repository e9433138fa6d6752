// Checks 1 to 8: adding, proving, changing and deleting certificates.
import type { Check } from '../check';
import { byKeyboard } from './01-by-keyboard';
import { badClick } from './02-bad-click';
import { delay } from './03-delay';
import { secret } from './04-secret';
import { keptSecret } from './05-kept-secret';
import { wrongSecret } from './06-wrong-secret';
import { deletion } from './07-delete';
import { newVendor } from './08-new-vendor';

export const CERTIFICATES: readonly Check[] = [
  byKeyboard,
  badClick,
  delay,
  secret,
  keptSecret,
  wrongSecret,
  deletion,
  newVendor,
];
