// Keeps two pods from deciding about the same device, token or certificate at the same time. Locks live as long as the transaction.
import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '@offline-push/service-kit';
import { type DeviceKey, placeIdOf } from './facts';
import { stripesOf } from './stripes';

/** Always taken in this order: certificates, devices, tokens. */
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
  /** `change`: to write them. `lean-on`: to decide on what is known of them now; many may at once. */
  async certificates(tx: Tx, ids: readonly number[], purpose: 'change' | 'lean-on'): Promise<void> {
    const statement = purpose === 'change' ? LOCK : LOCK_SHARED;
    await this.lock(tx, statement, SPACE.certificate, ids.map(String));
  }

  /** Whoever uses them: a login of one user concerns the others on the device. */
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
