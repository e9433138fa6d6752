// What the HTTP API takes and says of a dry run. Pure.
import {
  CertificateId,
  codesOf,
  DEFAULT_LIFETIME_SECONDS,
  DeviceId,
  EpochMs,
  MAX_LIFETIME_SECONDS,
  MessageId,
  oneOf,
  PushContent,
  titled,
  Token,
  UserId,
  VendorId,
} from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';

export const DryRunBody = titled(
  'TargetDryRun',
  Type.Object(
    {
      certificateId: CertificateId,
      token: Token,
      user: Type.Optional(UserId),
      device: Type.Optional(DeviceId),
      messageId: Type.Optional(MessageId),
      lifetimeSeconds: Type.Optional(
        Type.Integer({
          ...{ minimum: 1, maximum: MAX_LIFETIME_SECONDS, default: DEFAULT_LIFETIME_SECONDS },
          description: 'What is left of it, from now on.',
        }),
      ),
      push: PushContent,
    },
    { additionalProperties: false },
  ),
);
export type DryRunBody = Static<typeof DryRunBody>;

const WOULD = {
  call: 'The vendor would be called now, with this request.',
  wait: 'It would wait in its lane, for what `state` and `code` say; then it would go with this request, if there is one.',
  end: 'It would end without a call: `state`, `code` and `says` tell how.',
} as const;

const words = (description: string) => Type.String({ description });

export const DryRunAnswer = titled(
  'TargetDryRunAnswer',
  Type.Object({
    would: oneOf(
      codesOf(WOULD),
      Object.entries(WOULD)
        .map(([code, says]) => `${code}: ${says}`)
        .join(' '),
    ),
    certificateId: CertificateId,
    vendor: VendorId,
    version: Type.Optional(Type.Integer({ description: 'Of the certificate, the one in force.' })),
    targetId: words('As the target of this message, user and device would have it.'),
    state: words('Of the lane; of an end that of push.outcome.v1.'),
    code: Type.Optional(words('Why it would wait or end.')),
    says: Type.Optional(words('The same in words.')),
    expiresAtMs: EpochMs('No call after this.'),
    notes: Type.Array(Type.String(), { description: 'What would be cut or left out for this vendor.' }),
    requests: Type.Array(
      Type.Object({
        method: words('GET or POST.'),
        url: words('The whole address.'),
        headers: Type.Record(Type.String(), Type.String()),
        body: words('As it would leave.'),
        bodyIs: oneOf(['text', 'base64'], 'base64: it is bytes.'),
      }),
      { description: 'What would leave. Secrets are ***, of the token the last six characters are shown.' },
    ),
  }),
);
export type DryRunAnswer = Static<typeof DryRunAnswer>;
