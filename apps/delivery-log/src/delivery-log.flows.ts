// The consumer groups of delivery-log. Nobody waits for them, and what they cannot read is left to those who decide on it.
import { type Flow, LiveWords } from '@offline-push/bus';

export const storyFlow: Flow = { group: 'delivery-log.story', isBystander: true };
export const factFlow: Flow = { group: 'delivery-log.facts', isBystander: true };
export const letterFlow: Flow = { group: 'delivery-log.dead-letters', isBystander: true };
export const webhookFlow: Flow = { group: 'delivery-log.webhooks', isBystander: true };

/** Records of other apps are not even parsed in that flow. Whoever knows the webhooks (webhooks/subscribers.steps.ts) writes it. */
export const appsWithWebhooks = new LiveWords();
