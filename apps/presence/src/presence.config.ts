// The environment of presence: the platform's settings and the policy of the gate.
import { DAY_MS, PLATFORMS } from '@offline-push/contracts';
import { type ConfigOf, flag, integer, list, platformFields } from '@offline-push/service-kit';
import type { Policy } from './policy';
import type { Platform } from './sessions/session';

export const presenceFields = {
  ...platformFields,
  PRESENCE_PUSHABLE_PLATFORMS: list({
    default: ['android', 'ios', 'ipados', 'harmonyos'],
    matches: new RegExp(`^(?:${PLATFORMS.join('|')})$`),
    rule: `a list of ${PLATFORMS.join(', ')}`,
    says: 'Platforms whose devices are pushed. Add web for browsers that report Web Push subscriptions (npm start and compose do); linux for UnifiedPush on desktops.',
  }),
  PRESENCE_REACH_DAYS: integer({
    default: 7,
    min: 1,
    max: 365,
    says: 'Days after its last sign of life until a device is not pushed any more.',
  }),
  PRESENCE_SILENCE_SECONDS: integer({
    default: 400,
    min: 0,
    max: 86_400,
    says: 'Seconds without a sign of life after which a link counts as down; 0: never. Gateways send one every 2 minutes.',
  }),
  PRESENCE_FRESH_SECONDS: integer({
    default: 21_600,
    min: 60,
    max: 604_800,
    says: 'Seconds after it was sent until a message rings nobody any more (too-old), whatever its lifetime.',
  }),
  PRESENCE_GRACE_SECONDS: integer({
    default: 3,
    min: 0,
    max: 60,
    says: 'A device whose link broke less than so many seconds ago is judged again after that: if it is back, it does not ring. 0: at once.',
  }),
  PRESENCE_PUSH_IN_BACKGROUND: flag({
    default: true,
    says: 'Push to a connected device whose app reported that it is in background.',
  }),
  PRESENCE_MUTE_WHILE_DESKTOP_ONLINE: flag({
    default: false,
    says: 'Do not push to phones while a desktop or web session of the same user is online.',
  }),
  PRESENCE_KEEP_DAYS: integer({
    default: 30,
    min: 8,
    max: 3650,
    says: 'Days after its last sign of life until an ended or superseded session is forgotten.',
  }),
};

export type PresenceConfig = ConfigOf<typeof presenceFields>;

export const policyOf = (config: PresenceConfig): Policy => ({
  platforms: config.PRESENCE_PUSHABLE_PLATFORMS as readonly Platform[],
  reachMs: config.PRESENCE_REACH_DAYS * DAY_MS,
  silenceMs: config.PRESENCE_SILENCE_SECONDS * 1000,
  freshMs: config.PRESENCE_FRESH_SECONDS * 1000,
  graceMs: config.PRESENCE_GRACE_SECONDS * 1000,
  pushInBackground: config.PRESENCE_PUSH_IN_BACKGROUND,
  muteWhileDesktopOnline: config.PRESENCE_MUTE_WHILE_DESKTOP_ONLINE,
});

/** What the rest of presence needs of it beside the policy, in its own units. */
export abstract class Limits {
  /** An ended or superseded session that was not seen for longer is forgotten. */
  abstract readonly keepMs: number;
}

export const limitsOf = (config: PresenceConfig): Limits => ({ keepMs: config.PRESENCE_KEEP_DAYS * DAY_MS });
