// The metrics of the ledger, which all hops count: with one name and one set of labels their numbers can be added up.

/** Each device of each recipient counts once at the hop where it ends. */
export const DEVICES_METRIC = {
  name: 'offline_push_devices_total',
  help: 'Devices (and recipients without one) by the hop that decided on them and its result: the ledger.',
  labelNames: ['app', 'hop', 'result', 'reason'] as const,
};

/** A histogram in seconds. */
export const HOP_METRIC = {
  name: 'offline_push_hop_duration_seconds',
  help: 'From the time of the message event until this hop announced its decision.',
  labelNames: ['hop'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
};
