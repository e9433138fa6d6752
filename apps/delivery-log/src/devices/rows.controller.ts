// The devices of a message in pages, narrowed by the server: of ten thousand a screen shows thirty.
import { Controller, Get, Param } from '@nestjs/common';
import { CertificateId, codesOf, type Language, LANGUAGES, oneOf, VendorId } from '@offline-push/contracts';
import {
  Clock,
  HttpProblem,
  inPath,
  keyOfCursor,
  limitOf,
  Operation,
  pageOf,
  PageQuery,
  Roles,
  SPOKEN,
  SpokenIn,
  ValidQuery,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { BOXES } from '../ledger/boxes';
import { ReadStore } from '../story/read.store';
import { isIn, keyOf, placesOf } from './rows';
import { MARKS } from './mark';
import { DeviceRows, rowsAnswer } from './rows-answer';

/** Two ids of 128 characters. */
const MOST_OF_CURSOR = 1_500;

const RowsQuery = Type.Object(
  {
    limit: PageQuery.properties.limit,
    cursor: Type.Optional(
      Type.String({
        pattern: `^[A-Za-z0-9_-]{1,${MOST_OF_CURSOR}}$`,
        maxLength: MOST_OF_CURSOR,
        description: 'Stands in `next`: follow `next` as it is. Opaque: its form may change.',
      }),
    ),
    box: Type.Optional(oneOf(BOXES, 'Only those in this box.')),
    reason: Type.Optional(Type.String({ maxLength: 64, description: 'Only those with this reason or end.' })),
    mark: Type.Optional(oneOf(codesOf(MARKS), 'Only those that stand so. failed: those that need a person.')),
    vendor: Type.Optional(VendorId),
    certificateId: Type.Optional(CertificateId),
    text: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          'Only those with this in user, device, vendor, certificate id, reason, push id, target id, or a code or message id of the vendor; in upper or lower case.',
      }),
    ),
  },
  { additionalProperties: false },
);
type RowsQuery = Static<typeof RowsQuery>;

@Controller('v1/apps/:app')
export class RowsController {
  constructor(
    private readonly stories: ReadStore,
    private readonly clock: Clock,
  ) {}

  @Get('messages/:messageId/devices')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'The devices of a message, a page at a time, with its ledger',
    details:
      'Without their steps: those are in the story of one device (`…/story?user=…&device=…`). A recipient without a device has a row, too. Ledger, marks and vendors are of all devices, whatever the query asks for.',
    query: RowsQuery,
    response: DeviceRows,
    ...SPOKEN,
    problems: { 404: 'unknown-message.' },
  })
  async ofMessage(
    @Param('app') app: string,
    @Param('messageId') messageId: string,
    @ValidQuery(RowsQuery) query: RowsQuery,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<DeviceRows> {
    const after = keyOfCursor(query.cursor, IS_KEY);
    const parts = await this.stories.ofMessage(app, messageId);
    const all = placesOf(parts);
    const found = all.filter(isIn(query));
    const limit = limitOf(query);
    const rest = after === undefined ? found : found.filter((place) => keyOf(place) > after);
    const page = pageOf(rest.slice(0, limit + 1), limit, pathOf(app, messageId, query), keyOf);
    const answer = rowsAnswer(
      parts,
      all,
      { found: found.length, ...page },
      { language, nowMs: this.clock.nowMs() },
    );
    if (answer === undefined)
      throw new HttpProblem(404, 'unknown-message', 'No story of this message is kept in this app.');
    return answer;
  }
}

const IS_KEY = /^\[".*",".*"\]$/s;

/** With what was asked for, so that the next page is of the same. */
function pathOf(app: string, messageId: string, asked: RowsQuery): string {
  const filter = Object.entries(asked).filter(([name]) => name !== 'limit' && name !== 'cursor');
  const query = new URLSearchParams(filter.map(([name, value]): [string, string] => [name, String(value)]));
  const path = `/v1/apps/${app}/messages/${inPath(messageId)}/devices`;
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
