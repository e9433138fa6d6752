// Why HarmonyOS' API (v3) did not take a token: the words beside each token in 80100000 and 80300007 (sheet, 4).

export interface ReasonRow {
  readonly reason: string;
  readonly means: string;
  readonly ruling: ReasonRuling;
}

export type ReasonRuling =
  | { readonly kind: 'token-dead' }
  /** Dead if other tokens of the request worked; if none did, the project or the app may be the wrong one. */
  | { readonly kind: 'token-dead-if-others-live'; readonly advice: string }
  | { readonly kind: 'refused'; readonly advice?: string }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'credential-broken'; readonly advice: string };

const row = (reason: string, means: string, ruling: ReasonRuling): ReasonRow => ({ reason, means, ruling });

export const REASONS: readonly ReasonRow[] = [
  row('tokenFormatError', 'malformed token', { kind: 'token-dead' }),
  row('tokenPlatformNotSupport', 'token of a proxy', { kind: 'token-dead' }),
  row('noRight', 'app is not in this project, or the token is from before HarmonyOS 5', {
    kind: 'token-dead-if-others-live',
    advice: 'The token is of another project, or from before its phone had HarmonyOS 5.',
  }),
  row('noPushTypeRight', 'no right for this type of push', {
    kind: 'refused',
    advice: 'AppGallery Connect has not granted this type of push to the app.',
  }),
  row('atomicUnableSendUnsubscribedMsg', 'atomic service may not send this kind', { kind: 'refused' }),
  row('countryNotSupport', 'region without service', { kind: 'refused' }),
  row('disableSendHuaweiMsgBecauseOfPenalty', 'app is punished', {
    kind: 'credential-broken',
    advice: 'Huawei has blocked this app for breaking its rules.',
  }),
  row('differentImgVerifyPolicy', 'image was verified for another push type', { kind: 'refused' }),
  row('appinfoError', 'app was not created', { kind: 'unavailable' }),
  row('notSupportPlayVoice', 'voice broadcast with the wrong push type', { kind: 'refused' }),
  row('noRightToSendThisLiveNotificationEvent', 'no right for this live event', { kind: 'refused' }),
];

const byReason = new Map(REASONS.map((known) => [known.reason, known.ruling]));

/** Refused, where no other token of the request lived. */
export const DOUBTFUL: readonly string[] = REASONS.filter(
  ({ ruling }) => ruling.kind === 'token-dead-if-others-live',
).map(({ reason }) => reason);

/** A reason that nobody has described: the push failed, the token may live. */
export const reasonRuling = (reason: string): ReasonRuling => byReason.get(reason) ?? { kind: 'refused' };

/** The reason as a code: its own word if it is one that we know. */
export const reasonCode = (reason: string): string => (byReason.has(reason) ? reason : 'unknown-reason');
