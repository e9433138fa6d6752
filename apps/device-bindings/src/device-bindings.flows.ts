// What device-bindings follows (state) and what it decides on (push), in that order: rule 6 of docs/architecture.md.
import type { Flow } from '@offline-push/bus';
import { bindingReported, certificateChanged, sessionChanged } from '@offline-push/contracts';

export const stateFlow: Flow = { group: 'device-bindings.state' };
/** Outcomes and receipts only clean up behind pushes: addressing goes on without them. */
export const pushFlow: Flow = {
  group: 'device-bindings.push',
  after: stateFlow,
  heeds: [sessionChanged, bindingReported, certificateChanged],
};
