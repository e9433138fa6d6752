// What somebody looks for → the keys it may be filed under, and whether a device is meant by it. Pure.
import { pushIdOf, tokenHashOf } from '@offline-push/contracts';
import { canonicalTokenOf, CATALOG } from '@offline-push/vendors/catalog';
import { deviceKeyIn, digestKey, type Key, userKeyIn, vendorMessageKeyIn } from './keys';
import type { Device, Story } from './story';

/** One of them. */
export interface Wanted {
  user?: string | undefined;
  device?: string | undefined;
  push?: string | undefined;
  target?: string | undefined;
  vendorMessage?: string | undefined;
  token?: string | undefined;
}

export function keysOf(app: string, wanted: Wanted): Key[] {
  const { user, device, push, target, vendorMessage, token } = wanted;
  if (user !== undefined) return [userKeyIn(app, user)];
  if (device !== undefined) return [deviceKeyIn(app, device)];
  if (push !== undefined) return [digestKey(push)];
  if (target !== undefined) return [digestKey(target)];
  if (vendorMessage !== undefined) return [vendorMessageKeyIn(app, vendorMessage)];
  return token === undefined ? [] : hashesOf(app, token).map(digestKey);
}

/** A token is told by its hash only, and that names its vendor: it may be any. */
const hashesOf = (app: string, token: string): string[] =>
  CATALOG.map(({ id }) => tokenHashOf(app, id, canonicalTokenOf(id, token)));

/** Is it this device of this user? `id` is undefined for a recipient without a device. */
export function isMeant(
  { app, messageId }: Story,
  wanted: Wanted,
): (user: string, id: string | undefined, device: Device | undefined) => boolean {
  const hashes = new Set(wanted.token === undefined ? [] : hashesOf(app, wanted.token));
  return (user, id, device) => {
    if (wanted.user !== undefined) return user === wanted.user;
    if (wanted.device !== undefined) return id === wanted.device;
    if (wanted.push !== undefined) return pushIdOf(app, messageId, user) === wanted.push;
    if (device === undefined) return false;
    const { address, outcome, attempts } = device;
    if (wanted.target !== undefined) return [address?.targetId, outcome?.targetId].includes(wanted.target);
    if (wanted.vendorMessage !== undefined)
      return [outcome, ...attempts].some((it) => it?.vendorMessageId === wanted.vendorMessage);
    return address !== undefined && hashes.has(address.tokenHash);
  };
}
