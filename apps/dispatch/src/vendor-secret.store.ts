// What is secret about a vendor: credentials are opened here, and the access tokens got for them are kept sealed for all pods.
import { Injectable } from '@nestjs/common';
import {
  type CertificateVersion,
  receiptContextOf,
  receiptPathOf,
  type Sealed,
  sealContextOf,
} from '@offline-push/contracts';
import { Database, KeyRing, type Queryable, sql } from '@offline-push/service-kit';
import type { AccessToken, AccessTokenShelf } from '@offline-push/vendors';
import type { CertificateCopy } from './certificate';

const FIND = sql(
  'find-access-token',
  'select box from access_token where certificate_id = $1 and version = $2',
);

const SAVE = sql(
  'save-access-token',
  `insert into access_token (certificate_id, version, box) values ($1, $2, $3)
   on conflict (certificate_id) do update set version = excluded.version, box = excluded.box
   where access_token.version <= excluded.version`,
);

/** Held until the end of the transaction: one renewal of a certificate at a time over all pods. */
const LOCK = sql('lock-access-token', `select pg_advisory_xact_lock(hashtext('access-token'), $1)`);

@Injectable()
export class VendorSecretStore {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
  ) {}

  /** Throws if the key ring cannot open it. */
  credentialOf(copy: CertificateCopy, version: CertificateVersion): unknown {
    return JSON.parse(this.keyRing.open(version.credential, contextOf(copy, version)).toString('utf8'));
  }

  /** Is this the secret of the address at which the vendor calls back? */
  isReceiptSecret(copy: CertificateCopy, secret: string): boolean {
    return this.keyRing.isMac(receiptContextOf(copy), secret);
  }

  /** The address below `publicUrl` at which the vendor calls back. */
  receiptUrlOf(copy: CertificateCopy, publicUrl: string): string {
    return publicUrl + receiptPathOf(copy, (context) => this.keyRing.mac(context));
  }

  shelfOf(copy: CertificateCopy, version: CertificateVersion): AccessTokenShelf {
    const key = [copy.certificateId, version.version];
    const context = `access-token|${contextOf(copy, version)}`;
    const find = async (from: Queryable): Promise<AccessToken | undefined> => {
      const [row] = await from.query<{ box: string }>(FIND, key);
      if (row === undefined) return undefined;
      return JSON.parse(
        this.keyRing.open(JSON.parse(row.box) as Sealed, context).toString('utf8'),
      ) as AccessToken;
    };
    return {
      find: () => find(this.database),
      renew: (stale, fetch) =>
        this.database.transaction(async (tx) => {
          await tx.query(LOCK, [copy.certificateId]);
          const kept = await find(tx);
          if (kept !== undefined && kept.token !== stale?.token) return kept;
          const fresh = await fetch();
          await tx.query(SAVE, [...key, JSON.stringify(this.keyRing.seal(JSON.stringify(fresh), context))]);
          return fresh;
        }),
    };
  }
}

const contextOf = (
  { app, certificateId, vendor }: CertificateCopy,
  { version }: CertificateVersion,
): string => sealContextOf({ app, certificateId, version, vendor });
