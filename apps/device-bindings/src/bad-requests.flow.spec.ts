// No 500 by input: every route of the service, as its description has it, with bad values in path, query, headers and body.
import { parseConfig } from '@offline-push/service-kit';
import { refusesBadRequests } from '@offline-push/testing';
import { deviceBindingsFields } from './device-bindings.config';
import { DeviceBindingsModule } from './device-bindings.module';
import { MIGRATIONS } from './migrations/list';

refusesBadRequests({
  service: 'device-bindings',
  migrations: MIGRATIONS,
  module: (env, bus) => DeviceBindingsModule.forRoot(parseConfig(deviceBindingsFields, env), bus),
  moreThan: 50,
});
