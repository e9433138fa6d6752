// A message's options for Web Push, which win over the certificate.
import { type Static, Type } from '@sinclair/typebox';
import { orEmpty, problemOf } from '../shared/content/options';
import type { Said } from '../shared/text/said';
import { ImageUrl } from './credential';

const URGENCIES = ['very-low', 'low', 'normal', 'high'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const WebPushOptions = Type.Object(
  {
    urgency: orEmpty(
      Type.Unsafe<Urgency>(
        Type.Union(
          URGENCIES.map((urgency) => Type.Literal(urgency)),
          { description: 'very-low, low, normal or high. Absent: high for chats, low for class bulk.' },
        ),
      ),
    ),
    topic: orEmpty(
      Type.String({
        // Apple decodes it as base64url, which no text of 4n + 1 characters is (README, 3).
        pattern: '^(?=(?:.{4})*(?:.{2,3})?$)[A-Za-z0-9_-]{2,32}$',
        maxLength: 32,
        description:
          '2 to 32 of A-Z a-z 0-9 _ -, not 5, 9, 13 … of them. Takes the place of a waiting message with the same one, and of what is shown.',
      }),
    ),
    icon: orEmpty(ImageUrl),
    image: orEmpty(ImageUrl),
  },
  { additionalProperties: false },
);
export type WebPushOptions = Said<Static<typeof WebPushOptions>>;

export const optionsProblem = problemOf('web-push', WebPushOptions);
