// What one message asks for: its content, and its options over those of the certificate, computed once for all parts of the message.
import type { Click } from '@offline-push/contracts';
import type { Delivery } from '../vendor';
import type { FcmSettings } from './credential';
import { type FcmOptions, type Manner, mannerOf } from './options';

export interface Wish {
  readonly delivery: Delivery;
  readonly settings: FcmSettings;
  readonly options: FcmOptions;
  readonly manner: Manner;
  readonly click: Click;
  /** The intent action that a tap starts; undefined: the app. */
  readonly action: string | undefined;
}

export function wishOf(delivery: Delivery, settings: FcmSettings, options: FcmOptions): Wish {
  const { content } = delivery;
  const click = content.click ?? settings.click;
  return {
    delivery,
    settings,
    options,
    manner: mannerOf(settings, options, content.class),
    click,
    action: actionOf(click, settings),
  };
}

/** FCM starts an activity by the action of its intent filter and by nothing else. */
function actionOf(click: Click, { openUrlAction }: FcmSettings): string | undefined {
  if (click.action === 'open-url') return openUrlAction;
  return click.action === 'open-page' ? intentAction(click.page) : undefined;
}

export function intentAction(page: string): string | undefined {
  const [, fields = ''] = page.split('#Intent;', 2);
  return /(?:^|;)action=([A-Za-z][A-Za-z0-9_.]{0,199});/.exec(fields)?.[1];
}
