// No 500 by input: every route of the service, as its description has it, with bad values in path, query, headers and body.
import { parseConfig } from '@offline-push/service-kit';
import { refusesBadRequests } from '@offline-push/testing';
import { MIGRATIONS } from '../migrations/list';
import { presenceFields } from '../presence.config';
import { PresenceModule } from '../presence.module';

refusesBadRequests({
  service: 'presence',
  migrations: MIGRATIONS,
  module: (env, bus) => PresenceModule.forRoot(parseConfig(presenceFields, env), bus),
  moreThan: 100,
});
