// Starts delivery-log: it remembers the story of every push and answers why a phone did not ring.
import { BusHealth, BusStrategy } from '@offline-push/bus';
import { proxiesOf, startService } from '@offline-push/service-kit';
import { leaveThrough } from '@offline-push/vendors/outside';
import { deliveryLogFields } from './delivery-log.config';
import { DeliveryLogModule } from './delivery-log.module';

void startService({
  name: 'delivery-log',
  config: deliveryLogFields,
  module: (config) => {
    leaveThrough(proxiesOf(config));
    return DeliveryLogModule.forRoot(config);
  },
  strategies: [BusStrategy],
  health: [BusHealth],
});
