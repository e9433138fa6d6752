// The two consumer groups. Messages wait until the session topic is read to its end: after a restart, a backlog of messages must not ring
// phones whose logout still waits in the other topic (rule 6 of docs/architecture.md).
import type { Flow } from '@offline-push/bus';

export const stateFlow: Flow = { group: 'presence.state' };
export const pushFlow: Flow = { group: 'presence.push', after: stateFlow };
