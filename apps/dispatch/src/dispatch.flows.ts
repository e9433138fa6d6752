// What dispatch follows (state) and what it decides on (push), in that order: rule 6 of docs/architecture.md.
import type { Flow } from '@offline-push/bus';

export const stateFlow: Flow = { group: 'dispatch.state' };
export const pushFlow: Flow = { group: 'dispatch.push', after: stateFlow };
