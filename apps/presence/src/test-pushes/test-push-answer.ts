// What the HTTP API takes and says of test pushes. Pure.
import { DeviceId, EpochMs, MessageId, text, titled, UserId } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';

export const TestPushBody = titled(
  'TestPush',
  Type.Object(
    {
      title: Type.Optional(text(100, 'Absent: Test.')),
      text: Type.Optional(text(500, 'Absent: a sentence that says that it is a test.')),
      evenIfOnline: Type.Optional(
        Type.Boolean({
          description:
            'true: ring also if the device looks connected. All other rules of the gate hold. Absent: false.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
);
export type TestPushBody = Static<typeof TestPushBody>;

export const TestPushTaken = titled(
  'TestPushTaken',
  Type.Object({
    messageId: MessageId,
    pushId: Type.String({ description: 'Of this user. It has a story of its own, too.' }),
    targetId: Type.String({ description: 'Of this device, if it is addressed.' }),
    story: Type.String({ description: 'The path of its story at delivery-log.' }),
  }),
);
export type TestPushTaken = Static<typeof TestPushTaken>;

export const TestPushList = titled(
  'TestPushList',
  Type.Object({
    testPushes: Type.Array(
      Type.Object({
        messageId: MessageId,
        user: UserId,
        device: DeviceId,
        actor: Type.String({ description: 'The id of the key that asked for it.' }),
        isEvenIfOnline: Type.Boolean({ description: 'Should it ring a connected device, too?' }),
        atMs: EpochMs('When.'),
      }),
      { description: 'The newest first, at most 200.' },
    ),
  }),
);
export type TestPushList = Static<typeof TestPushList>;
