// Starts the service that keeps the vendor certificates.
import { BusStrategy } from '@offline-push/bus';
import { Outbox } from '@offline-push/bus/outbox';
import { proxiesOf, startService } from '@offline-push/service-kit';
import { leaveThrough } from '@offline-push/vendors/send';
import { certificatesFields } from './certificates.config';
import { CertificatesModule } from './certificates.module';
import { FeedHealth } from './health/feed-health';
import { SealedKeysWorker } from './sealing/sealed-keys.worker';

void startService({
  name: 'certificates',
  config: certificatesFields,
  module: (config) => {
    leaveThrough(proxiesOf(config));
    return CertificatesModule.forRoot(config);
  },
  strategies: [BusStrategy],
  health: [FeedHealth, Outbox, SealedKeysWorker],
});
