// What delivery-log tells of the ledger, in prom-client's default registry. No ids of users or messages in labels.
import { Gauge } from 'prom-client';

export const ledgerMissing = new Gauge({
  name: 'offline_push_ledger_missing',
  help: 'Devices of recipients whose message is over by an hour and of which nobody said how they ended. 0, or something was lost.',
  labelNames: ['app'] as const,
});

export const ledgerOpen = new Gauge({
  name: 'offline_push_ledger_open',
  help: 'Devices of recipients that are on their way, by the hop that they wait at.',
  labelNames: ['app', 'box'] as const,
});
