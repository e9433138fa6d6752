// Finds the sessions whose standing a change may alter, bounded however many claim a token or use a device. Pure.
import { deviceIdOf, type Report, sessionIdOf, type SessionKey, sessionKeyOf } from '../facts/facts';
import type { Known } from '../facts/known';

/** With more claims to a token, or sessions on a device, than this a decision looks at the last ones only. */
const MANY = 16;

/** The sessions of all users on these devices, and those on the devices that the tokens reach or may reach now. */
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

/** All claims to the token; with very many only the holder's, because no other can get it. */
export function contendersOf(known: Known, tokenHash: string): Report[] {
  if (known.countClaimsOf(tokenHash) <= MANY) return known.claimsOf(tokenHash);
  return [known.holderOf(tokenHash)].filter((holder) => holder !== undefined);
}

/** The sessions on the device; with very many only those of this user and of the last other user. */
function neighboursOf(known: Known, key: SessionKey): SessionKey[] {
  const sessions = known.sessionsAt(key);
  if (sessions.length <= MANY) return sessions;
  const rival = known.rivalOf(key);
  return sessions.filter(({ user }) => user === key.user || user === rival?.user);
}
