// The form of a registration token or installation id. It travels in JSON, but nothing that could end a field may pass anyway.
import { opaqueToken } from '../shared/content/opaque-token';

/** Today's have 140 to 180 characters, an installation id 22; Google publishes no longest length and calls them opaque. */
const MAX_TOKEN_LENGTH = 1024;

export const token = opaqueToken({
  what: 'an FCM token',
  maxLength: MAX_TOKEN_LENGTH,
  form: /^[A-Za-z0-9_:-]+$/,
  beside: '_ - :',
});
