// For how many days an app keeps the stories of its messages: as many as the platform, or fewer.
import { Controller, Get, Param, Put } from '@nestjs/common';
import { AppId, EpochMs, titled } from '@offline-push/contracts';
import {
  BY_CALLER,
  CalledBy,
  type Caller,
  Clock,
  Database,
  HttpProblem,
  Operation,
  Roles,
  ValidBody,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { Limits } from '../delivery-log.config';
import { AdmissionStore } from '../erasing/admission.store';
import { AppDaysStore } from './app-days.store';
import { dayOf } from './days';

const KeepingBody = titled(
  'KeepingChange',
  Type.Object(
    {
      days: Type.Union([Type.Integer({ minimum: 1, maximum: 366 }), Type.Null()], {
        description: 'At most as many as the platform keeps. null: as many as that.',
      }),
    },
    { additionalProperties: false },
  ),
);
type KeepingBody = Static<typeof KeepingBody>;

const KeepingAnswer = titled(
  'Keeping',
  Type.Object({
    app: AppId,
    days: Type.Integer({ description: 'For which stories, facts and dead letters of the app are kept.' }),
    platformDays: Type.Integer({ description: 'DELIVERY_LOG_KEEP_DAYS: nothing is kept longer.' }),
    setAtMs: Type.Optional(
      EpochMs('When the app got days of its own. Absent: it has those of the platform.'),
    ),
    setBy: Type.Optional(Type.String({ description: BY_CALLER })),
  }),
);
type KeepingAnswer = Static<typeof KeepingAnswer>;

@Controller('v1/apps/:app')
export class KeepingController {
  constructor(
    private readonly store: AppDaysStore,
    private readonly database: Database,
    private readonly admission: AdmissionStore,
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  @Get('keeping')
  @Roles('viewer', 'operator', 'service')
  @Operation({ summary: 'For how many days the app keeps stories', response: KeepingAnswer })
  async of(@Param('app') app: string): Promise<KeepingAnswer> {
    const own = await this.store.of(app);
    const platformDays = this.limits.keepDays;
    if (own === undefined) return { app, days: platformDays, platformDays };
    const { keepDays, setAtMs, setBy } = own;
    return { app, days: Math.min(keepDays, platformDays), platformDays, setAtMs, setBy };
  }

  @Put('keeping')
  @Roles('operator')
  @Operation({
    summary: 'Keep stories of the app for fewer days than the platform',
    details:
      'What is older by then is erased within minutes, and not written again. The ledger stays as counts.',
    body: KeepingBody,
    bodyExamples: { aWeek: { days: 7 }, asThePlatform: { days: null } },
    response: KeepingAnswer,
  })
  async set(
    @CalledBy() caller: Caller,
    @Param('app') app: string,
    @ValidBody(KeepingBody) { days }: KeepingBody,
  ): Promise<KeepingAnswer> {
    const most = this.limits.keepDays;
    if (days !== null && days > most)
      throw new HttpProblem(400, 'invalid-body', 'The body breaks 1 rule(s).', [
        {
          pointer: '/days',
          rule: `must be at most ${most}, which the platform keeps (DELIVERY_LOG_KEEP_DAYS)`,
        },
      ]);
    const nowMs = Math.floor(this.clock.nowMs());
    await this.database.transaction(async (tx) => {
      await this.admission.hold(tx);
      if (days === null) return this.store.unset(app, tx);
      const own = { app, keepDays: days, setAtMs: nowMs, setBy: caller.id };
      return this.store.set(own, dayOf(nowMs) - days, tx);
    });
    return this.of(app);
  }
}
