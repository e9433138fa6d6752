// Wires the receipts.
import type { Provider } from '@nestjs/common';
import { Publisher } from '@offline-push/bus';
import { Database, type DatabaseOptions, openPool } from '@offline-push/service-kit';
import { ReceiptNews } from './receipt-news.steps';
import { ReceiptTargetStore } from './receipt-target.store';
import { ReceiptsDoor } from './receipts-door.worker';
import { RECEIPTS_DATABASE, RECEIPTS_PUBLISHER } from './receipts-parts';
import { Receipts } from './receipts.steps';

const POOL = { poolSize: 2, applicationName: 'dispatch-receipts' };
/** A callback has up to a thousand events. */
const QUEUE = { maxQueuedRecords: 4_000, maxWaitingCalls: 32 };

export const receiptsProviders = (database: DatabaseOptions): Provider[] => [
  // Opened after the main pool, which runs the migrations.
  { provide: RECEIPTS_DATABASE, useFactory: () => openPool({ ...database, ...POOL }), inject: [Database] },
  {
    provide: RECEIPTS_PUBLISHER,
    useFactory: (publisher: Publisher) => publisher.aside(QUEUE),
    inject: [Publisher],
  },
  ReceiptNews,
  ReceiptsDoor,
  Receipts,
  ReceiptTargetStore,
];
