// Whose standing a change may touch, however many claim a token or use a device. Pure.
import { deviceIdOf, type Report, sessionIdOf, type SessionKey, sessionKeyOf } from '../facts/facts';
import type { Known } from '../facts/known';

/** Claims to a token and sessions on a device that one decision looks at, each at once. */
const MANY = 16;

/** The sessions on these devices, whoever's they are, and those on the devices that the tokens reach or may reach now. */
export function touchedBy(
  known: Known,
  keys: readonly SessionKey[],
  tokens: readonly string[],
): SessionKey[] {
  const contenders = tokens.flatMap((hash) => contendersOf(known, hash));
  const devices = new Map([...keys, ...contenders].map((key) => [deviceIdOf(key), key]));
  const touched = new Map(keys.map((key) => [sessionIdOf(key), sessionKeyOf(key)]));
  for (const key of devices.values()) {
    for (const each of [...known.reportsOfDevice(key), ...neighboursOf(known, key)])
      touched.set(sessionIdOf(each), sessionKeyOf(each));
  }
  return [...touched.values()];
}

/** Of a token that very many claim, only the last one can have it. */
export function contendersOf(known: Known, tokenHash: string): Report[] {
  if (known.countClaimsOf(tokenHash) <= MANY) return known.claimsOf(tokenHash);
  return [known.holderOf(tokenHash)].filter((holder) => holder !== undefined);
}

/** The last sessions on the device. Whoever logged in before so many others lost it long ago. */
function neighboursOf(known: Known, key: SessionKey): SessionKey[] {
  const sessions = known.sessionsAt(key);
  if (sessions.length <= MANY) return sessions;
  const rival = known.rivalOf(key);
  return sessions.filter(({ user }) => user === key.user || user === rival?.user);
}
