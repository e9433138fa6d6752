// Which sessions ever reported a token. Who of them is reached by it is decided from the facts, when they are locked.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { type SessionKey, sessionKeyOf } from './facts';

const CLAIMANTS = sql(
  'claimants-of-tokens',
  `select app, user_id as user, device, session, token_hash as "tokenHash" from binding
   where token_hash = any($1::text[]) and token_hash <> '' and kind = 'token'`,
);

@Injectable()
export class ClaimantStore {
  constructor(private readonly database: Database) {}

  /** By token hash. */
  async ofTokens(tokenHashes: readonly string[]): Promise<Map<string, SessionKey[]>> {
    const claimants = new Map<string, SessionKey[]>();
    if (tokenHashes.length === 0) return claimants;
    const rows = await this.database.query<SessionKey & { tokenHash: string }>(CLAIMANTS, [tokenHashes]);
    for (const row of rows) {
      const known = claimants.get(row.tokenHash) ?? [];
      claimants.set(row.tokenHash, [...known, sessionKeyOf(row)]);
    }
    return claimants;
  }
}
