// A message's options for Meizu, which win over the certificate.
import type { PushContent } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { orEmpty, problemOf } from '../shared/content/options';
import { type MeizuSettings, NoticeBarType, NoticeMsgType, Style } from './credential';

const flag = (description: string) => orEmpty(Type.Boolean({ description }));

export const MeizuOptions = Type.Object(
  {
    noticeMsgType: orEmpty(NoticeMsgType),
    noticeBarType: orEmpty(NoticeBarType),
    style: orEmpty(Style),
    notifyKey: orEmpty(
      Type.String({
        pattern: '^[0-9A-Za-z_-]{1,8}$',
        maxLength: 8,
        description:
          'Takes the place of what was shown under the same key: 1 to 8 of 0-9 A-Z a-z _ -. Absent: one key a message.',
      }),
    ),
    suspend: flag('false: does not float in over the screen. Absent: it does.'),
    clearNoticeBar: flag('false: the user cannot wipe it away. Absent: he can.'),
    sound: flag('false: no sound. Absent: the sound of the phone.'),
    vibrate: flag('false: no vibration. Absent: vibrates.'),
    lights: flag('false: no light. Absent: the light blinks.'),
  },
  { additionalProperties: false },
);
export type MeizuOptions = Static<typeof MeizuOptions>;

export const optionsProblem = problemOf('meizu', MeizuOptions);

/** The options of one message: its own, else the certificate's. */
export interface Choices {
  readonly noticeMsgType: 0 | 1;
  readonly noticeBarType: 0 | 2;
  readonly isExpandable: boolean;
  readonly notifyKey: string | undefined;
}

export function choicesOf(content: PushContent, settings: MeizuSettings, options: MeizuOptions): Choices {
  // Bulk sent as a private message would be marketing under the chats' permission, so its class wins over the certificate's.
  const certified = content.class === 'bulk' ? 0 : (settings.noticeMsgType ?? 1);
  return {
    noticeMsgType: given(options.noticeMsgType) ?? certified,
    noticeBarType: given(options.noticeBarType) ?? settings.noticeBarType ?? 0,
    isExpandable: (given(options.style) ?? settings.style) === 1,
    notifyKey: given(options.notifyKey),
  };
}

/** 0 and false count as set, empty does not. */
export const given = <T>(value: T | '' | null | undefined): T | undefined =>
  value === '' || value === null ? undefined : value;
