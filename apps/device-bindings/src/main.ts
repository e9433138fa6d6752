// Starts device-bindings, which knows the token that reaches a device.
import { BusHealth, BusStrategy } from '@offline-push/bus';
import { Outbox } from '@offline-push/bus/outbox';
import { startService } from '@offline-push/service-kit';
import { deviceBindingsFields } from './device-bindings.config';
import { DeviceBindingsModule } from './device-bindings.module';

void startService({
  name: 'device-bindings',
  config: deviceBindingsFields,
  module: (config) => DeviceBindingsModule.forRoot(config),
  strategies: [BusStrategy],
  health: [BusHealth, Outbox],
});
