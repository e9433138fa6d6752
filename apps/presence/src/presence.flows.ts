// The two consumer groups. Messages wait until what is known about sessions is up to date: after a restart, a backlog of messages must
// not ring phones whose logout waits in the other topic (design rule 6).
import type { Flow } from '@offline-push/bus';

export const state: Flow = { group: 'presence.state' };
export const push: Flow = { group: 'presence.push', after: state };
