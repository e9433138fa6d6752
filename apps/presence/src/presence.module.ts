// Wires presence. Tests pass another bus.
import { type DynamicModule, Module } from '@nestjs/common';
import { BusModule } from '@offline-push/bus';
import { DecisionsModule } from '@offline-push/bus/decisions';
import { DatabaseModule, kafkaOptions } from '@offline-push/service-kit';
import { AnnouncementStore } from './telling/announcement.store';
import { AnnouncerWorker } from './telling/announcer.worker';
import { GateStartStore } from './gate/gate-start.store';
import { GateSteps } from './gate/gate.steps';
import { HoldStore } from './holds/hold.store';
import { HoldWorker } from './holds/hold.worker';
import { MessageSentConsumer } from './decisions/message-sent.consumer';
import { MessagesController } from './http/messages.controller';
import { LogOutStore } from './log-outs/log-out.store';
import { LogOutsController } from './log-outs/log-outs.controller';
import { MIGRATIONS } from './migrations/list';
import { OldSessionsWorker } from './sessions/old-sessions.worker';
import { Policy } from './policy';
import { Limits, limitsOf, policyOf, type PresenceConfig } from './presence.config';
import { PresenceController } from './http/presence.controller';
import { SessionChangedConsumer } from './sessions/session-changed.consumer';
import { SessionStore } from './sessions/session.store';
import { UserSessionsController } from './http/user-sessions.controller';
import { SessionsController } from './http/sessions.controller';
import { SilenceWorker } from './telling/silence.worker';
import { TestPushStore } from './test-pushes/test-push.store';
import { TestPushesController } from './test-pushes/test-pushes.controller';

@Module({})
export class PresenceModule {
  static forRoot(
    config: PresenceConfig,
    bus: DynamicModule = BusModule.forRoot({ service: 'presence', kafka: kafkaOptions(config) }),
  ): DynamicModule {
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
        TestPushesController,
        LogOutsController,
        UserSessionsController,
      ],
      providers: [
        { provide: Policy, useValue: policyOf(config) },
        { provide: Limits, useValue: limitsOf(config) },
        SessionStore,
        AnnouncementStore,
        AnnouncerWorker,
        GateStartStore,
        GateSteps,
        HoldStore,
        HoldWorker,
        SilenceWorker,
        OldSessionsWorker,
        TestPushStore,
        LogOutStore,
      ],
    };
  }
}
