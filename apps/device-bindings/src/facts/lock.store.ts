// Keeps two pods from deciding about the same device, token or certificate at the same time. Locks end with the transaction.
import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '@offline-push/service-kit';
import { type DeviceKey, placeIdOf } from './facts';
import { stripesOf } from './stripes';

/** Lock spaces. Callers lock in the order certificates, devices, tokens, so that no two transactions wait for each other. */
const SPACE = { certificate: 0x62_63, device: 0x62_64, token: 0x62_74 };

const LOCK = sql(
  'lock-stripes',
  'select pg_advisory_xact_lock($1::int, stripe) from unnest($2::int[]) as stripe',
);
const LOCK_SHARED = sql(
  'lock-stripes-shared',
  'select pg_advisory_xact_lock_shared($1::int, stripe) from unnest($2::int[]) as stripe',
);

@Injectable()
export class LockStore {
  /** `change` locks out everybody. `read` is for decisions that depend on the certificates, and is shared. */
  async certificates(tx: Tx, ids: readonly number[], purpose: 'change' | 'read'): Promise<void> {
    const statement = purpose === 'change' ? LOCK : LOCK_SHARED;
    await this.lock(tx, statement, SPACE.certificate, ids.map(String));
  }

  /** Locks the device for all its users, because a login of one concerns the others. */
  async devices(tx: Tx, keys: readonly DeviceKey[]): Promise<void> {
    await this.lock(tx, LOCK, SPACE.device, keys.map(placeIdOf));
  }

  async tokens(tx: Tx, hashes: readonly string[]): Promise<void> {
    await this.lock(tx, LOCK, SPACE.token, hashes);
  }

  private async lock(tx: Tx, statement: typeof LOCK, space: number, keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await tx.query(statement, [space, stripesOf(keys)]);
  }
}
