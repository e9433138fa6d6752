// Starts dispatch, which calls vendors for addressed targets and announces each outcome.
import { BusHealth, BusStrategy } from '@offline-push/bus';
import { Outbox } from '@offline-push/bus/outbox';
import { proxiesOf, startService } from '@offline-push/service-kit';
import { leaveThrough } from '@offline-push/vendors/send';
import { dispatchFields } from './dispatch.config';
import { DispatchModule } from './dispatch.module';
import { LanesHealth } from './news/lanes-health.steps';
import { ReceiptsDoor } from './receipts/receipts-door.worker';

void startService({
  name: 'dispatch',
  config: dispatchFields,
  module: (config) => {
    leaveThrough(proxiesOf(config));
    return DispatchModule.forRoot(config);
  },
  strategies: [BusStrategy],
  health: [BusHealth, Outbox, LanesHealth],
  door: ReceiptsDoor,
  apiPort: ({ DISPATCH_API_PORT }) => DISPATCH_API_PORT,
});
