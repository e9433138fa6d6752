// What device-bindings follows (state) and what it decides on (push), in that order: design rule 6.
import type { Flow } from '@offline-push/bus';

export const state: Flow = { group: 'device-bindings.state' };
export const push: Flow = { group: 'device-bindings.push', after: state };
