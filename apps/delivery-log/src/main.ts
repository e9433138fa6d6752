// Starts delivery-log: it remembers the story of every push and answers why a phone did not ring.
import { BusHealth, BusStrategy } from '@offline-push/bus';
import { startService } from '@offline-push/service-kit';
import { deliveryLogFields } from './delivery-log.config';
import { DeliveryLogModule } from './delivery-log.module';

void startService({
  name: 'delivery-log',
  config: deliveryLogFields,
  module: (config) => DeliveryLogModule.forRoot(config),
  strategies: [BusStrategy],
  health: [BusHealth],
});
