// Wiring of delivery-log, nothing else. Tests bring another bus.
import { type DynamicModule, Module } from '@nestjs/common';
import { BusModule } from '@offline-push/bus';
import { DatabaseModule, kafkaOptions } from '@offline-push/service-kit';
import { Book } from './book/book.steps';
import { Gatherings } from './book/gathering.steps';
import { type DeliveryLogConfig, Limits, limitsOf, webhookKeysOf } from './delivery-log.config';
import { DeadLetterConsumer } from './dead-letters/dead-letter.consumer';
import { ForgetLetters } from './dead-letters/forget.worker';
import { LetterStore } from './dead-letters/letter.store';
import { LettersController } from './dead-letters/letters.controller';
import { ReplayJobsStore } from './dead-letters/replay-jobs.store';
import { ReplayJobs } from './dead-letters/replay-jobs.worker';
import { ReplaysController } from './dead-letters/replays.controller';
import { Replays } from './dead-letters/replay.steps';
import { Arrivals } from './diagnosis/arrivals.steps';
import { Diagnoses } from './diagnosis/diagnoses.steps';
import { DiagnosisController } from './diagnosis/diagnosis.controller';
import { AdmissionStore } from './erasing/admission.store';
import { ErasureController } from './erasing/erasure.controller';
import { ErasureStore } from './erasing/erasure.store';
import { Erasures } from './erasing/erasures.steps';
import { Erasing } from './erasing/erasing.worker';
import { Portions } from './erasing/portions.steps';
import { OutgoingStore } from './erasing/outgoing.store';
import { SweepStore } from './erasing/sweep.store';
import { ToldToOthers } from './erasing/told-to-others.steps';
import { ExportController } from './exporting/export.controller';
import { ExportStore } from './exporting/export.store';
import { BindingFacts } from './facts/binding-changed.consumer';
import { ReportFacts } from './facts/binding-reported.consumer';
import { CertificateFacts } from './facts/certificate-changed.consumer';
import { ExpiryFacts } from './facts/certificate-expiring.consumer';
import { JudgementFacts } from './facts/certificate-judged.consumer';
import { RowsController } from './devices/rows.controller';
import { FactStore } from './facts/fact.store';
import { FindController } from './finding/find.controller';
import { Finds } from './finding/finds.steps';
import { Kept } from './finding/kept.steps';
import { ForgetFacts } from './facts/forget.worker';
import { PresenceFacts } from './facts/presence-changed.consumer';
import { PauseFacts } from './facts/lane-changed.consumer';
import { LaneFacts } from './facts/push-attempted.consumer';
import { SessionFacts } from './facts/session-changed.consumer';
import { LedgerController } from './http/ledger.controller';
import { ReasonsController } from './http/reasons.controller';
import { StoryController } from './http/story.controller';
import { AppDaysStore } from './keeping/app-days.store';
import { ClearDays } from './keeping/app-days.worker';
import { DayStore } from './keeping/day.store';
import { Days } from './keeping/days.worker';
import { KeepingController } from './keeping/keeping.controller';
import { LedgerStore } from './ledger/ledger.store';
import { LedgerWorker } from './ledger/ledger.worker';
import { LiveController } from './live/live.controller';
import { LiveStore } from './live/live.store';
import { Telling } from './live/telling.steps';
import { Watchers } from './live/watchers.worker';
import { MIGRATIONS } from './migrations/list';
import { PartStore } from './book/part.store';
import { Adding } from './book/sums.steps';
import { CellStore } from './statistics/cell.store';
import { CellsController } from './statistics/cells.controller';
import { CellWalk } from './statistics/cells.steps';
import { CountedStore } from './statistics/counted.store';
import { CountedWorker } from './statistics/counted.worker';
import { FigureStore } from './statistics/figure.store';
import { StatisticsController } from './statistics/statistics.controller';
import { ReadStore } from './story/read.store';
import { MessageSentConsumer } from './topics/message-sent.consumer';
import { PushAddressedConsumer } from './topics/push-addressed.consumer';
import { PushAttemptedConsumer } from './topics/push-attempted.consumer';
import { PushGatedConsumer } from './topics/push-gated.consumer';
import { PushOutcomeConsumer } from './topics/push-outcome.consumer';
import { PushReceiptedConsumer } from './topics/push-receipted.consumer';
import { WEBHOOK_CONTROLLERS, webhookProviders } from './webhooks/webhooks.module';

const FACTS = [
  PresenceFacts,
  SessionFacts,
  BindingFacts,
  CertificateFacts,
  JudgementFacts,
  LaneFacts,
  PauseFacts,
];
const STATISTICS = [Adding, CellStore, CellWalk, CountedStore, CountedWorker, FigureStore];

/** Stories and their devices, by any id. */
const READING = [StoryController, RowsController, FindController];
const FINDING = [Finds, Kept];

/** Erasure, export, and days of an app. */
const ERASING = [
  AdmissionStore,
  AppDaysStore,
  ClearDays,
  Erasing,
  Erasures,
  ErasureStore,
  ExportStore,
  Portions,
  SweepStore,
  OutgoingStore,
  ToldToOthers,
];
const ERASING_CONTROLLERS = [ErasureController, ExportController, KeepingController];

@Module({})
export class DeliveryLogModule {
  static forRoot(
    config: DeliveryLogConfig,
    bus: DynamicModule = BusModule.forRoot({ service: 'delivery-log', kafka: kafkaOptions(config) }),
  ): DynamicModule {
    return {
      module: DeliveryLogModule,
      imports: [DatabaseModule.forRoot(databaseOf(config)), bus],
      controllers: [
        MessageSentConsumer,
        PushGatedConsumer,
        PushAddressedConsumer,
        PushAttemptedConsumer,
        PushOutcomeConsumer,
        PushReceiptedConsumer,
        ...READING,
        LedgerController,
        ReasonsController,
        StatisticsController,
        CellsController,
        DiagnosisController,
        ...FACTS,
        ReportFacts,
        ExpiryFacts,
        DeadLetterConsumer,
        LettersController,
        ReplaysController,
        LiveController,
        ...ERASING_CONTROLLERS,
        ...WEBHOOK_CONTROLLERS,
      ],
      providers: [
        { provide: Limits, useValue: limitsOf(config) },
        ...ERASING,
        Arrivals,
        ...STATISTICS,
        Book,
        DayStore,
        Days,
        Diagnoses,
        FactStore,
        ForgetFacts,
        ForgetLetters,
        Gatherings,
        ...FINDING,
        LedgerStore,
        LedgerWorker,
        LetterStore,
        LiveStore,
        PartStore,
        ReadStore,
        ReplayJobs,
        ReplayJobsStore,
        Replays,
        Telling,
        Watchers,
        ...webhookProviders(webhookKeysOf(config)),
      ],
    };
  }
}

const databaseOf = (config: DeliveryLogConfig) => ({
  url: config.DATABASE_URL,
  poolSize: config.DATABASE_POOL_SIZE,
  pooler: config.DATABASE_POOLER,
  applicationName: 'delivery-log',
  migrations: MIGRATIONS,
});
