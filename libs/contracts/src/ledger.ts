// The metrics that all hops of the ledger tell: one name, one help and one set of labels, so that their numbers can be added up.

/** Each device of each recipient counts once at the hop where it ends. */
export const DEVICES_METRIC = {
  name: 'offline_push_devices_total',
  help: 'Devices (and recipients without one) by the hop that decided on them and its result: the ledger.',
  labelNames: ['app', 'hop', 'result', 'reason'] as const,
};

/** In seconds. */
export const HOP_METRIC = {
  name: 'offline_push_hop_duration_seconds',
  help: 'From the time of the message event until this hop announced its decision.',
  labelNames: ['hop'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
};
