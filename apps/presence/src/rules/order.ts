// The order of the rules: the first that stops gives the reason. Message before recipient before device; what ended before what waits.
import { desktopOnline } from './desktop-online';
import { expired } from './expired';
import { invalidated } from './invalidated';
import { kicked } from './kicked';
import { loggedOut } from './logged-out';
import { neverLoggedIn } from './never-logged-in';
import { noDescription } from './no-description';
import { notPushable } from './not-pushable';
import { online } from './online';
import { onlineOnly } from './online-only';
import { outOfReach } from './out-of-reach';
import { ownMessage } from './own-message';
import { pushDisabled } from './push-disabled';
import type { DeviceRule, MessageRule, RecipientRule } from './rule';
import { unknownUser } from './unknown-user';

export const MESSAGE_RULES: readonly MessageRule[] = [pushDisabled, onlineOnly, noDescription, expired];

export const RECIPIENT_RULES: readonly RecipientRule[] = [ownMessage, unknownUser];

export const DEVICE_RULES: readonly DeviceRule[] = [
  neverLoggedIn,
  loggedOut,
  kicked,
  invalidated,
  notPushable,
  outOfReach,
  online,
  desktopOnline,
];
