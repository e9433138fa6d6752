// The two consumer groups. Messages wait until what is known about sessions is up to date: after a restart, a backlog of messages must
// not ring phones whose logout waits in the other topic (rule 6 of docs/architecture.md).
import type { Flow } from '@offline-push/bus';

export const stateFlow: Flow = { group: 'presence.state' };
export const pushFlow: Flow = { group: 'presence.push', after: stateFlow };
