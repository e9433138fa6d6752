// What dispatch follows (state) and what it decides on (push), in that order: design rule 6.
import type { Flow } from '@offline-push/bus';

export const stateFlow: Flow = { group: 'dispatch.state' };
export const pushFlow: Flow = { group: 'dispatch.push', after: stateFlow };
