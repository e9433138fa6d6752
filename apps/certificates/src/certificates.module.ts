// Wiring of the service. Bus and database come from outside, so that tests run the same module over the in-memory bus.
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { BusHealth, BusModule } from '@offline-push/bus';
import { OutboxModule } from '@offline-push/bus/outbox';
import { DatabaseModule, kafkaOptions, KeyRing } from '@offline-push/service-kit';
import { VENDORS, vendorUrlsOf } from '@offline-push/vendors/send';
import { AuditController } from './audit/audit.controller';
import { AuditStore } from './audit/audit.store';
import { type CertificatesConfig, keyRingOf } from './certificates.config';
import { CertificateStore } from './certificates/certificate.store';
import { CertificateEditsController } from './certificates/http/certificate-edits.controller';
import { CertificateViewsController } from './certificates/http/certificate-views.controller';
import { CertificatesController } from './certificates/http/certificates.controller';
import { Changes } from './certificates/http/changes';
import { Delay } from './certificates/delay';
import { VendorPlaces } from './probe/ask-vendor.steps';
import { CheckController } from './probe/check.controller';
import { ProbeController } from './probe/probe.controller';
import { RepublishController } from './sealing/republish.controller';
import { RepublishPlan, RepublishWorker } from './sealing/republish.worker';
import { VendorForms } from './certificates/form/vendor-form';
import { EndingStore } from './expiry/ending.store';
import { ExpiryPlan, ExpiryWorker } from './expiry/expiry.worker';
import { CertificateJudgedConsumer } from './health/certificate-judged.consumer';
import { CertificateUsedConsumer } from './health/certificate-used.consumer';
import { FeedHealth } from './health/feed-health';
import { HealthStore } from './health/health.store';
import { LifeController } from './life/life.controller';
import { MIGRATIONS } from './migrations/list';
import { SealedKeyStore } from './sealing/sealed-key.store';
import { SealedKeysWorker } from './sealing/sealed-keys.worker';
import { AppStore } from './tenants/app.store';
import { AppsController } from './tenants/apps.controller';
import { VendorsController } from './vendors/vendors.controller';

@Module({})
export class CertificatesModule {
  static forRoot(
    config: CertificatesConfig,
    bus: DynamicModule = BusModule.forRoot({ service: 'certificates', kafka: kafkaOptions(config) }),
  ): DynamicModule {
    const database = DatabaseModule.forRoot({
      url: config.DATABASE_URL,
      poolSize: config.DATABASE_POOL_SIZE,
      pooler: config.DATABASE_POOLER,
      migrations: MIGRATIONS,
      applicationName: 'certificates',
    });
    return {
      module: CertificatesModule,
      imports: [bus, database, OutboxModule.forRoot()],
      controllers: [
        AppsController,
        CertificatesController,
        CertificateEditsController,
        CertificateViewsController,
        LifeController,
        AuditController,
        ProbeController,
        CheckController,
        RepublishController,
        VendorsController,
        CertificateJudgedConsumer,
        CertificateUsedConsumer,
      ],
      providers: [
        AppStore,
        AuditStore,
        CertificateStore,
        HealthStore,
        RepublishWorker,
        SealedKeyStore,
        SealedKeysWorker,
        EndingStore,
        ExpiryWorker,
        {
          provide: FeedHealth,
          useFactory: (health: BusHealth) => new FeedHealth(health),
          inject: [BusHealth],
        },
        {
          provide: Changes,
          useFactory: (store: CertificateStore, health: HealthStore) => new Changes(store, health),
          inject: [CertificateStore, HealthStore],
        },
        ...settingsOf(config),
      ],
    };
  }
}

/** What the operator configured, as those who go by it want it. */
const settingsOf = (config: CertificatesConfig): Provider[] => [
  { provide: KeyRing, useFactory: () => keyRingOf(config) },
  { provide: VendorForms, useFactory: () => new VendorForms(VENDORS) },
  {
    provide: VendorPlaces,
    useFactory: () =>
      new VendorPlaces(vendorUrlsOf('CERTIFICATES_VENDOR_URLS', config.CERTIFICATES_VENDOR_URLS)),
  },
  { provide: Delay, useValue: new Delay(config.CERTIFICATES_EFFECTIVE_AFTER_SECONDS * 1000) },
  { provide: ExpiryPlan, useValue: new ExpiryPlan(config.CERTIFICATES_EXPIRY_EVERY_SECONDS * 1000) },
  {
    provide: RepublishPlan,
    useValue: new RepublishPlan(
      config.CERTIFICATES_REPUBLISH_AT_START,
      config.CERTIFICATES_REPUBLISH_EVERY_HOURS,
    ),
  },
];
