// The consumer group: what other services find out about certificates. Answers show it; no decision uses it.
import type { Flow } from '@offline-push/bus';

export const stateFlow: Flow = { group: 'certificates.state' };
