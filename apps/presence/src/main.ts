// Starts presence: who may be pushed now?
import { BusHealth, BusStrategy } from '@offline-push/bus';
import { startService } from '@offline-push/service-kit';
import { presenceFields as config } from './presence.config';
import { PresenceModule } from './presence.module';

const parts = { strategies: [BusStrategy], health: [BusHealth] };
void startService({ name: 'presence', config, module: (it) => PresenceModule.over(it), ...parts });
