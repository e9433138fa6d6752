// Wiring of device-bindings, nothing else.
import { type DynamicModule, Module } from '@nestjs/common';
import { BusModule } from '@offline-push/bus';
import { DecisionsModule } from '@offline-push/bus/decisions';
import { OutboxModule } from '@offline-push/bus/outbox';
import { DatabaseModule, kafkaOptions } from '@offline-push/service-kit';
import { AddressStore } from './address.store';
import { AroundStore } from './around.store';
import { BindingReportedConsumer } from './binding-reported.consumer';
import { BindingsController } from './bindings.controller';
import { CertificateChangedConsumer } from './certificate-changed.consumer';
import { DeadShare } from './dead-share';
import { CountStore } from './counting/count.store';
import { CountWorker } from './counting/count.worker';
import { type DeviceBindingsConfig, Limits, limitsOf } from './device-bindings.config';
import { FactStore } from './fact.store';
import { ForgetStore } from './forget.store';
import { ForgetWorker } from './forget.worker';
import { HistoryStore } from './history.store';
import { LockStore } from './lock.store';
import { MIGRATIONS } from './migrations/list';
import { MoveController } from './moving/move.controller';
import { MoveStore } from './moving/move.store';
import { PushGatedConsumer } from './push-gated.consumer';
import { PushOutcomeConsumer } from './push-outcome.consumer';
import { PushReceiptedConsumer } from './push-receipted.consumer';
import { RebindStore } from './rebind.store';
import { SessionChangedConsumer } from './session-changed.consumer';
import { UserBindingsStore } from './user-bindings.store';
import { WaitingStore } from './waiting.store';
import { WaitingWorker } from './waiting.worker';

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
        BindingsController,
        MoveController,
      ],
      providers: [
        { provide: Limits, useValue: limits },
        { provide: DeadShare, useValue: new DeadShare(limits.deadShare) },
        AddressStore,
        AroundStore,
        CountStore,
        CountWorker,
        FactStore,
        ForgetStore,
        ForgetWorker,
        HistoryStore,
        LockStore,
        MoveStore,
        RebindStore,
        UserBindingsStore,
        WaitingStore,
        WaitingWorker,
      ],
    };
  }
}
