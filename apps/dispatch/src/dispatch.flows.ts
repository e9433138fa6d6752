// The two consumer groups: pushes wait until the state topics are read to their ends (rule 6 of docs/architecture.md).
import type { Flow } from '@offline-push/bus';

export const stateFlow: Flow = { group: 'dispatch.state' };
export const pushFlow: Flow = { group: 'dispatch.push', after: stateFlow };
