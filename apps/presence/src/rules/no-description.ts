// A custom message carries data that only the app can read: without a text there is nothing to show.
import type { MessageRule } from './rule';

export const noDescription: MessageRule = {
  reason: 'no-description',
  stops: (message) => message.kind === 'custom' && (message.push?.text ?? '').trim() === '',
};
