// Provides the memory of decisions. Needs a database under the token 'Queryable', with DecisionsMigration1 among its migrations.
import { type DynamicModule, Module } from '@nestjs/common';
import { Decisions } from './decisions';

@Module({})
export class DecisionsModule {
  static forRoot(): DynamicModule {
    return { module: DecisionsModule, global: true, providers: [Decisions], exports: [Decisions] };
  }
}
