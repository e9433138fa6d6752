// The parts that messages for Android and for HarmonyOS are made of.
import type { PushContent } from '@offline-push/contracts';
import type { HuaweiSettings } from './credential';
import type { HuaweiOptions } from './options';
import type { HuaweiMessage } from './request';

/** All that a message of either family is made of. */
export interface Ingredients {
  readonly title: string;
  readonly text: string;
  /** Undefined: nothing for the app to read, or nobody to read it. */
  readonly ext: string | undefined;
  readonly content: PushContent;
  readonly settings: HuaweiSettings;
  readonly options: HuaweiOptions;
  readonly notifyId: number;
  /** Echoed in receipts; HarmonyOS shows only the first notification of it. */
  readonly messageKey: string;
  readonly ttlSeconds: number;
}

export interface Made {
  readonly message: HuaweiMessage;
  readonly notes: readonly string[];
}
