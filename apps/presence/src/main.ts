// Starts presence: who may be pushed now?
import { BusHealth, BusStrategy } from '@offline-push/bus';
import { startService } from '@offline-push/service-kit';
import { presenceFields } from './presence.config';
import { PresenceModule } from './presence.module';

void startService({
  name: 'presence',
  config: presenceFields,
  module: (config) => PresenceModule.forRoot(config),
  strategies: [BusStrategy],
  health: [BusHealth],
});
