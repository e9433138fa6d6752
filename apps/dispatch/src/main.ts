// Dispatch: one addressed target → one vendor call → one outcome.
import { BusHealth, BusStrategy } from '@offline-push/bus';
import { Outbox } from '@offline-push/bus/outbox';
import { startService } from '@offline-push/service-kit';
import { dispatchFields } from './dispatch.config';
import { DispatchModule } from './dispatch.module';

void startService({
  name: 'dispatch',
  config: dispatchFields,
  module: (config) => DispatchModule.forRoot(config),
  strategies: [BusStrategy],
  health: [BusHealth, Outbox],
});
