// What a check of the console is here: its number in the design, what must hold, and how that is tried. Pure.
import type { PlatformOptions } from '@offline-push/platform';
import type { Language } from './language';
import type { Scene } from './scene';

export interface Check {
  /** Of the design; unique. */
  readonly n: number;
  /** A sentence: given, when, then. */
  readonly says: string;
  /** Tried in both languages. Absent: in English. */
  readonly bothLanguages?: true;
  /** Part of `npm test` too: it needs no minutes. */
  readonly quick?: true;
  /** It measures time: the medians are told, and only a bound that is far away can fail. */
  readonly measures?: true;
  /** A platform of its own with these options. Absent: the one that others use too. */
  readonly own?: PlatformOptions;
  /** Default: 180 s. */
  readonly deadlineMs?: number;
  /** Returns figures that were measured, if any; throws with what was seen instead. */
  run(scene: Scene, language: Language): Promise<string | void>;
}
