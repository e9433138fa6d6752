// Wires dispatch. Tests pass another bus.
import { type DynamicModule, Module } from '@nestjs/common';
import { BusModule } from '@offline-push/bus';
import { OutboxModule } from '@offline-push/bus/outbox';
import { DatabaseModule, kafkaOptions, KeyRing } from '@offline-push/service-kit';
import { AccessTokenStore } from './certificates/access-token.store';
import { ArrivalStore } from './arrivals/arrival.store';
import { BindingChangedConsumer } from './withdrawals/binding-changed.consumer';
import { CertificateChangedConsumer } from './certificates/certificate-changed.consumer';
import { CertificateCopyStore } from './certificates/certificate-copy.store';
import { ClaimStore } from './ledger/claim.store';
import { Credentials } from './credentials/credentials.steps';
import { JudgementStore } from './credentials/judgement.store';
import { DeadTokenStore } from './ledger/dead-token.store';
import { type DispatchConfig, Limits, limitsOf } from './dispatch.config';
import { DueWorker } from './ledger/due.worker';
import { Endings } from './ledger/endings.steps';
import { ForgetStore } from './ledger/forget.store';
import { LockedStore } from './ledger/locked.store';
import { FigureStore } from './figures/figure.store';
import { LaneTeller } from './figures/lane-teller.worker';
import { LaneViews } from './http/lane-views.steps';
import { LanesController } from './http/lanes.controller';
import { DryRunController } from './dry-run/dry-run.controller';
import { KnownTargetStore } from './dry-run/known-target.store';
import { Rehearse } from './dry-run/rehearse.steps';
import { TargetsController } from './http/targets.controller';
import { WaitingStore } from './http/waiting.store';
import { CallLog } from './calls/call-log.worker';
import { FreshDeaths } from './calls/fresh-deaths.worker';
import { OneCall } from './calls/one-call.steps';
import { CallSteps } from './lanes/call.steps';
import { LaneOpener } from './lanes/lane-opener.steps';
import { Lanes } from './lanes/lanes.steps';
import { SendSteps } from './lanes/send.steps';
import { Settlements } from './settling/settlements.steps';
import { MIGRATIONS } from './migrations/list';
import { LaneReasons } from './news/lane-reasons.steps';
import { LanesHealth } from './news/lanes-health.steps';
import { PushAddressedConsumer } from './arrivals/push-addressed.consumer';
import { ReceiptsController } from './receipts/receipts.controller';
import { receiptsProviders } from './receipts/receipts.module';
import { Renewals } from './certificates/renewals.steps';
import { SessionChangedConsumer } from './withdrawals/session-changed.consumer';
import { SessionLoginStore } from './withdrawals/session-login.store';
import { SettleStore } from './ledger/settle.store';
import { VendorSecrets } from './certificates/vendor-secrets.steps';
import { WithdrawalStore } from './withdrawals/withdrawal.store';

@Module({})
export class DispatchModule {
  static forRoot(
    config: DispatchConfig,
    bus: DynamicModule = BusModule.forRoot({ service: 'dispatch', kafka: kafkaOptions(config) }),
  ): DynamicModule {
    const database = databaseOf(config);
    return {
      module: DispatchModule,
      imports: [DatabaseModule.forRoot(database), bus, OutboxModule.forRoot()],
      controllers: [
        PushAddressedConsumer,
        BindingChangedConsumer,
        CertificateChangedConsumer,
        SessionChangedConsumer,
        ReceiptsController,
        LanesController,
        TargetsController,
        DryRunController,
      ],
      providers: [
        { provide: Limits, useValue: limitsOf(config) },
        { provide: KeyRing, useValue: KeyRing.parse(config.SEAL_KEYS.reveal()) },
        ArrivalStore,
        CallLog,
        CallSteps,
        CertificateCopyStore,
        ClaimStore,
        Credentials,
        DeadTokenStore,
        DueWorker,
        Endings,
        FigureStore,
        ForgetStore,
        FreshDeaths,
        JudgementStore,
        LaneOpener,
        LaneReasons,
        LaneTeller,
        LaneViews,
        Lanes,
        LanesHealth,
        LockedStore,
        ...receiptsProviders(database),
        OneCall,
        SendSteps,
        SessionLoginStore,
        Settlements,
        SettleStore,
        AccessTokenStore,
        KnownTargetStore,
        Rehearse,
        Renewals,
        VendorSecrets,
        WaitingStore,
        WithdrawalStore,
      ],
    };
  }
}

const databaseOf = (config: DispatchConfig) => ({
  url: config.DATABASE_URL,
  poolSize: config.DATABASE_POOL_SIZE,
  pooler: config.DATABASE_POOLER,
  applicationName: 'dispatch',
  migrations: MIGRATIONS,
});
