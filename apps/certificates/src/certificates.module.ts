// Wires certificates. Tests pass another bus and database.
import { type DynamicModule, Module } from '@nestjs/common';
import { BusHealth, BusModule } from '@offline-push/bus';
import { OutboxModule } from '@offline-push/bus/outbox';
import { DatabaseModule, kafkaOptions, KeyRing } from '@offline-push/service-kit';
import { VENDORS } from '@offline-push/vendors/send';
import { AuditController } from './audit/audit.controller';
import { AuditStore } from './audit/audit.store';
import { type CertificatesConfig, keyRingOf, Limits, limitsOf } from './certificates.config';
import { CertificateStore } from './certificates/certificate.store';
import { CertificateEditsController } from './certificates/http/certificate-edits.controller';
import { CertificateListController } from './certificates/http/certificate-list.controller';
import { CertificateViewsController } from './certificates/http/certificate-views.controller';
import { CertificatesController } from './certificates/http/certificates.controller';
import { Changes } from './certificates/http/changes.steps';
import { AskVendor } from './probe/ask-vendor.steps';
import { Checks } from './probe/checks.steps';
import { CheckController } from './probe/check.controller';
import { ProbeController } from './probe/probe.controller';
import { RepublishController } from './sealing/republish.controller';
import { RepublishWorker } from './sealing/republish.worker';
import { VendorForms } from './certificates/form/vendor-form';
import { EndingStore } from './expiry/ending.store';
import { ExpiryWorker } from './expiry/expiry.worker';
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
import { VersionsController } from './versions/versions.controller';

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
        CertificateListController,
        CertificateViewsController,
        LifeController,
        VersionsController,
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
        AskVendor,
        AuditStore,
        CertificateStore,
        Changes,
        Checks,
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
        { provide: KeyRing, useFactory: () => keyRingOf(config) },
        { provide: VendorForms, useFactory: () => new VendorForms(VENDORS) },
        { provide: Limits, useValue: limitsOf(config) },
      ],
    };
  }
}
