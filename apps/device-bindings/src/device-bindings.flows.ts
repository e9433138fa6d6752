// The two consumer groups: pushes wait until the state topics are read to their ends (rule 6 of docs/architecture.md).
import type { Flow } from '@offline-push/bus';
import { bindingReported, certificateChanged, sessionChanged } from '@offline-push/contracts';

export const stateFlow: Flow = { group: 'device-bindings.state' };
/** Pushes do not wait for outcomes and receipts, because these only take dead tokens away. */
export const pushFlow: Flow = {
  group: 'device-bindings.push',
  after: stateFlow,
  heeds: [sessionChanged, bindingReported, certificateChanged],
};
