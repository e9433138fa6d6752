// Wires device-bindings. Tests pass another bus.
import { type DynamicModule, Module } from '@nestjs/common';
import { BusModule } from '@offline-push/bus';
import { DecisionsModule } from '@offline-push/bus/decisions';
import { OutboxModule } from '@offline-push/bus/outbox';
import { DatabaseModule, kafkaOptions } from '@offline-push/service-kit';
import { ActStore } from './audit/act.store';
import { AddressStore } from './addressing/address.store';
import { AuditController } from './audit/audit.controller';
import { AroundStore } from './facts/around.store';
import { BindingReportedConsumer } from './reports/binding-reported.consumer';
import { BindingsController } from './http/bindings.controller';
import { CertificateChangedConsumer } from './reports/certificate-changed.consumer';
import { AnswersStore } from './deaths/answers.store';
import { DeathSteps } from './deaths/deaths.steps';
import { CountStore } from './counting/count.store';
import { CountWorker } from './counting/count.worker';
import { type DeviceBindingsConfig, Limits, limitsOf } from './device-bindings.config';
import { FactStore } from './facts/fact.store';
import { ForgetStore } from './forgetting/forget.store';
import { ForgetWorker } from './forgetting/forget.worker';
import { HistoryStore } from './rebinding/history.store';
import { LockStore } from './facts/lock.store';
import { MIGRATIONS } from './migrations/list';
import { MoveController } from './moving/move.controller';
import { MoveStore } from './moving/move.store';
import { PushGatedConsumer } from './addressing/push-gated.consumer';
import { PushOutcomeConsumer } from './reports/push-outcome.consumer';
import { PushReceiptedConsumer } from './reports/push-receipted.consumer';
import { RebindSteps } from './rebinding/rebind.steps';
import { SessionChangedConsumer } from './reports/session-changed.consumer';
import { HistoryController } from './http/history.controller';
import { UsesController } from './http/uses.controller';
import { UsesStore } from './http/uses.store';
import { UserBindingsStore } from './http/user-bindings.store';
import { WaitingStore } from './reports/waiting.store';
import { WaitingWorker } from './reports/waiting.worker';

@Module({})
export class DeviceBindingsModule {
  static forRoot(
    config: DeviceBindingsConfig,
    bus: DynamicModule = BusModule.forRoot({ service: 'device-bindings', kafka: kafkaOptions(config) }),
  ): DynamicModule {
    const database = {
      url: config.DATABASE_URL,
      poolSize: config.DATABASE_POOL_SIZE,
      pooler: config.DATABASE_POOLER,
      applicationName: 'device-bindings',
      migrations: MIGRATIONS,
    };
    const limits = limitsOf(config);
    return {
      module: DeviceBindingsModule,
      imports: [DatabaseModule.forRoot(database), bus, OutboxModule.forRoot(), DecisionsModule.forRoot()],
      controllers: [
        SessionChangedConsumer,
        BindingReportedConsumer,
        CertificateChangedConsumer,
        PushOutcomeConsumer,
        PushReceiptedConsumer,
        PushGatedConsumer,
        AuditController,
        BindingsController,
        HistoryController,
        MoveController,
        UsesController,
      ],
      providers: [
        { provide: Limits, useValue: limits },
        ActStore,
        AddressStore,
        AnswersStore,
        AroundStore,
        CountStore,
        CountWorker,
        DeathSteps,
        FactStore,
        ForgetStore,
        ForgetWorker,
        HistoryStore,
        LockStore,
        MoveStore,
        RebindSteps,
        UserBindingsStore,
        UsesStore,
        WaitingStore,
        WaitingWorker,
      ],
    };
  }
}
