// Provides the outbox. Needs the bus (BusModule or MemoryBusModule) and a database under the token 'Queryable'.
import { type DynamicModule, Module } from '@nestjs/common';
import { Outbox } from './outbox';

@Module({})
export class OutboxModule {
  static forRoot(): DynamicModule {
    return { module: OutboxModule, global: true, providers: [Outbox], exports: [Outbox] };
  }
}
