// The headers that our APIs read and send, for the OpenAPI document, so that a generated client sends them.
import { type TSchema, Type } from '@sinclair/typebox';

export interface HeaderNote {
  readonly name: string;
  readonly description: string;
  readonly schema: TSchema;
  readonly isRequired?: boolean;
  readonly example: string;
}

const visible = Type.String({ pattern: '^[\\x21-\\x7e]{1,255}$', maxLength: 255 });

export const IF_MATCH: HeaderNote = {
  name: 'If-Match',
  isRequired: true,
  description:
    'The ETag of what was read, so that nobody overwrites what they have not seen. Without it 428; if it was changed meanwhile, or if the ETag is weak, 412.',
  schema: Type.String(),
  example: '"7.3"',
};

export const IDEMPOTENCY_KEY: HeaderNote = {
  name: 'Idempotency-Key',
  description:
    'Drawn by the caller. The same request with the same key within 24 hours has the same answer and makes nothing twice; with another body it is 422.',
  schema: visible,
  example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
};

export const TRACEPARENT: HeaderNote = {
  name: 'traceparent',
  description: "W3C trace context. Goes along with what is published; a problem's traceId is taken from it.",
  schema: Type.String({ pattern: '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$', maxLength: 55 }),
  example: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

export const ETAG: HeaderNote = {
  name: 'ETag',
  description: 'Names this state. An edit sends it back as If-Match.',
  schema: Type.String(),
  example: '"7.3"',
};

export const LOCATION: HeaderNote = {
  name: 'Location',
  description: 'Path of what was made.',
  schema: Type.String(),
  example: '/v1/apps/demo/certificates/7',
};
