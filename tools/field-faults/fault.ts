// What a fault from the field is here: its row in the reviews, what is done, what must hold, and how that is tried. Pure.
import type { PlatformOptions } from '@offline-push/platform';
import type { Scene } from './scene';

export interface Fault {
  /** Where it was first written down: "P1", "FF 1.1", "3.2"; several are apart by commas. */
  readonly row: string;
  /** What is done, in a few words; unique. */
  readonly name: string;
  /** What must hold; said when it does not. */
  readonly holds: string;
  /** Part of `npm test` too. */
  readonly short?: true;
  /** A platform of its own with these options. Absent: the one that others use too; it must be well afterwards. */
  readonly own?: PlatformOptions;
  /** Default: 120 s. */
  readonly deadlineMs?: number;
  /** Why it cannot be tried on this machine; then it is named as skipped and counts nowhere. */
  lacks?(): string | undefined;
  run(scene: Scene): Promise<void>;
}
