// The environment of device-bindings: the platform's settings and its own.
import { DAY_MS } from '@offline-push/contracts';
import { type ConfigOf, integer, oneOf, platformFields } from '@offline-push/service-kit';
import type { DeadShareLimits } from './deaths/answers';
import type { Accounts } from './facts/known';

export const deviceBindingsFields = {
  ...platformFields,
  DEVICE_BINDINGS_LOGIN_WAIT_SECONDS: integer({
    default: 600,
    min: 1,
    max: 86_400,
    says: 'Seconds that a report waits for the login of its session, or for its certificate, before it is refused.',
  }),
  DEVICE_BINDINGS_DEAD_SHARE_PERCENT: integer({
    default: 30,
    min: 1,
    max: 100,
    says: 'If more of the outcomes of a certificate within a minute are dead tokens, none of them is unbound. 100: always unbind.',
  }),
  DEVICE_BINDINGS_DEAD_SHARE_OUTCOMES: integer({
    default: 50,
    min: 1,
    max: 1_000_000,
    says: 'Outcomes of a certificate within a minute from which on the share of dead tokens is judged. After so many dead tokens in a row none is unbound, at any pace.',
  }),
  DEVICE_BINDINGS_ACCOUNTS_PER_DEVICE: oneOf(['one', 'many'], {
    default: 'one',
    says: 'Whose pushes a device shows: one, the last user who logged in on it; many, all users who are logged in (apps with several accounts).',
  }),
  DEVICE_BINDINGS_KEEP_DAYS: integer({
    default: 30,
    min: 8,
    max: 3650,
    says: 'Days until an ended session, its bindings and its history are forgotten.',
  }),
  DEVICE_BINDINGS_COUNT_SECONDS: integer({
    default: 5,
    min: 1,
    max: 86_400,
    says: 'Seconds between two countings of the bindings of each certificate, which let nobody delete one that is in use. Large tables are counted less often.',
  }),
};

export type DeviceBindingsConfig = ConfigOf<typeof deviceBindingsFields>;

/** The settings in the units that workers and consumers use. */
export abstract class Limits {
  abstract readonly waitMs: number;
  abstract readonly keepMs: number;
  abstract readonly countEveryMs: number;
  /** One call to move bindings ends after this. */
  abstract readonly moveMs: number;
  abstract readonly accounts: Accounts;
  abstract readonly deadShare: DeadShareLimits;
}

export const limitsOf = (config: DeviceBindingsConfig): Limits => ({
  waitMs: config.DEVICE_BINDINGS_LOGIN_WAIT_SECONDS * 1000,
  keepMs: config.DEVICE_BINDINGS_KEEP_DAYS * DAY_MS,
  moveMs: 5_000,
  countEveryMs: config.DEVICE_BINDINGS_COUNT_SECONDS * 1000,
  accounts: config.DEVICE_BINDINGS_ACCOUNTS_PER_DEVICE,
  deadShare: {
    share: config.DEVICE_BINDINGS_DEAD_SHARE_PERCENT / 100,
    atLeast: config.DEVICE_BINDINGS_DEAD_SHARE_OUTCOMES,
    windowMs: 60_000,
  },
});
