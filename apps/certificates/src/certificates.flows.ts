// What certificates follows: what others find out about its certificates. Nothing is decided on it, answers show it.
import type { Flow } from '@offline-push/bus';

export const stateFlow: Flow = { group: 'certificates.state' };
