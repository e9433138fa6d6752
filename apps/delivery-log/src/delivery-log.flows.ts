// The consumer group of delivery-log. Nobody waits for it, and what it cannot read is left to those who decide on it.
import type { Flow } from '@offline-push/bus';

export const storyFlow: Flow = { group: 'delivery-log.story', isBystander: true };
