// Wiring of presence, nothing else. Tests bring another bus.
import { type DynamicModule, Module } from '@nestjs/common';
import { BusModule } from '@offline-push/bus';
import { DecisionsModule } from '@offline-push/bus/decisions';
import { DatabaseModule, kafkaOptions } from '@offline-push/service-kit';
import { AnnouncementStore } from './announcement.store';
import { AnnouncerWorker } from './announcer.worker';
import { GateStore } from './gate.store';
import { HoldStore } from './hold.store';
import { HoldWorker } from './hold.worker';
import { MessageSentConsumer } from './message-sent.consumer';
import { MessagesController } from './messages.controller';
import { MIGRATIONS } from './migrations/list';
import { OldSessionsWorker, Retention } from './old-sessions.worker';
import { Policy } from './policy';
import { keepMsOf, policyOf, type PresenceConfig } from './presence.config';
import { PresenceController } from './presence.controller';
import { SessionChangedConsumer } from './session-changed.consumer';
import { SessionStore } from './session.store';
import { SessionsController } from './sessions.controller';
import { SilenceWorker } from './silence.worker';

@Module({})
export class PresenceModule {
  /** The service as it runs: over Kafka. */
  static over(config: PresenceConfig): DynamicModule {
    return PresenceModule.on(config, BusModule.forRoot({ service: 'presence', kafka: kafkaOptions(config) }));
  }

  /** The same over any bus. */
  static on(config: PresenceConfig, bus: DynamicModule): DynamicModule {
    return {
      module: PresenceModule,
      imports: [
        DatabaseModule.forRoot({
          url: config.DATABASE_URL,
          migrations: MIGRATIONS,
          poolSize: config.DATABASE_POOL_SIZE,
          pooler: config.DATABASE_POOLER,
          applicationName: 'presence',
        }),
        bus,
        DecisionsModule.forRoot(),
      ],
      controllers: [
        SessionChangedConsumer,
        MessageSentConsumer,
        SessionsController,
        MessagesController,
        PresenceController,
      ],
      providers: [
        { provide: Policy, useValue: policyOf(config) },
        { provide: Retention, useValue: { keepMs: keepMsOf(config) } },
        SessionStore,
        AnnouncementStore,
        AnnouncerWorker,
        GateStore,
        HoldStore,
        HoldWorker,
        SilenceWorker,
        OldSessionsWorker,
      ],
    };
  }
}
