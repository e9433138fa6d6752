// Does the ledger balance? Of the messages of an app, hour by hour: who came in, and where each is.
import { Controller, Get, Param } from '@nestjs/common';
import { AppId, EpochMs, oneOf, titled } from '@offline-push/contracts';
import { Clock, Operation, Roles, ValidQuery } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { BOXES } from '../ledger/boxes';
import { LedgerStore } from '../ledger/ledger.store';
import { balanceOf } from '../ledger/balance';

const HOUR_MS = 3_600_000;
const MOST_HOURS = 24 * 31;

const Hours = Type.Object(
  {
    hours: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MOST_HOURS, description: 'How many, up to now. Absent: 24.' }),
    ),
  },
  { additionalProperties: false },
);
type Hours = Static<typeof Hours>;

const count = (description: string) => Type.Integer({ description });
const Balance = {
  recipients: count('Users that messages were for, each once a message.'),
  devices: count('Devices of theirs, and recipients without one: the sum of all boxes.'),
  stopped: count('Stopped at the gate or at addressing, or a dead letter there.'),
  settled: count('Ended at dispatch.'),
  open: count('On their way, and not late.'),
  missing: count('In a box that waits although their time is over by an hour. 0, or something was lost.'),
  boxes: Type.Array(
    Type.Object({
      box: oneOf(BOXES, 'Where.'),
      reason: Type.String({ description: 'Of a stop its reason, of an end its state.' }),
      count: count('How many.'),
    }),
  ),
};

export const LedgerAnswer = titled(
  'Ledger',
  Type.Object({
    app: AppId,
    ...Balance,
    hours: Type.Array(
      Type.Object({ fromMs: EpochMs('The beginning of the hour in which they were sent.'), ...Balance }),
    ),
  }),
);
export type LedgerAnswer = Static<typeof LedgerAnswer>;

@Controller('v1/apps/:app')
export class LedgerController {
  constructor(
    private readonly ledger: LedgerStore,
    private readonly clock: Clock,
  ) {}

  @Get('ledger')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'The ledger of an app, as a whole and by the hour in which messages were sent',
    query: Hours,
    response: LedgerAnswer,
  })
  async ofApp(@Param('app') app: string, @ValidQuery(Hours) { hours = 24 }: Hours): Promise<LedgerAnswer> {
    const nowHour = Math.floor(this.clock.nowMs() / HOUR_MS);
    // A sender's clock may be ahead of ours.
    const lines = await this.ledger.list(app, nowHour - hours + 1, nowHour + 1);
    const known = [...new Set(lines.map(({ hour }) => hour))];
    return {
      app,
      ...balanceOf(lines, nowHour),
      hours: known.map((hour) => ({
        fromMs: hour * HOUR_MS,
        ...balanceOf(
          lines.filter((line) => line.hour === hour),
          nowHour,
        ),
      })),
    };
  }
}
