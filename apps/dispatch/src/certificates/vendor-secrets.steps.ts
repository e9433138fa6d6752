// Opens credentials, makes the secret addresses for receipts, and keeps access tokens sealed for all pods.
import { Injectable } from '@nestjs/common';
import {
  type CertificateVersion,
  receiptContextOf,
  receiptPathOf,
  type Sealed,
  sealContextOf,
} from '@offline-push/contracts';
import { KeyRing } from '@offline-push/service-kit';
import type { AccessToken, AccessTokenShelf } from '@offline-push/vendors/send';
import { AccessTokenStore } from './access-token.store';
import type { CertificateCopy } from './certificate';
import { Renewals } from './renewals.steps';

@Injectable()
export class VendorSecrets {
  constructor(
    private readonly keyRing: KeyRing,
    private readonly tokens: AccessTokenStore,
    private readonly renewals: Renewals,
  ) {}

  /** Throws if the key ring cannot open it. */
  credentialOf(copy: CertificateCopy, version: CertificateVersion): unknown {
    return JSON.parse(this.keyRing.open(version.credential, contextOf(copy, version)).toString('utf8'));
  }

  /** The paths at which the vendor may call back: one for each key of the ring, because the address may have been made with any of them. */
  receiptPathsOf(copy: CertificateCopy): string[] {
    return this.keyRing.macs(receiptContextOf(copy)).map((secret) => receiptPathOf(copy, () => secret));
  }

  /** The address below `publicUrl` at which the vendor calls back. */
  receiptUrlOf(copy: CertificateCopy, publicUrl: string): string {
    return publicUrl + receiptPathOf(copy, (context) => this.keyRing.mac(context));
  }

  shelfOf(copy: CertificateCopy, version: CertificateVersion): AccessTokenShelf {
    const place = { certificateId: copy.certificateId, version: version.version };
    const context = `access-token|${contextOf(copy, version)}`;
    const find = async (): Promise<AccessToken | undefined> => {
      const box = await this.tokens.find(place);
      return box === undefined ? undefined : this.opened(box, context);
    };
    const sealed = (token: AccessToken): string =>
      JSON.stringify(this.keyRing.seal(JSON.stringify(token), context));
    return {
      find,
      renew: (stale, fetch) =>
        this.renewals.renew({ ...place, vendor: copy.vendor, find, sealed, stale, fetch }),
    };
  }

  private opened(box: string, context: string): AccessToken {
    return JSON.parse(this.keyRing.open(JSON.parse(box) as Sealed, context).toString('utf8')) as AccessToken;
  }
}

const contextOf = (
  { app, certificateId, vendor }: CertificateCopy,
  { version }: CertificateVersion,
): string => sealContextOf({ app, certificateId, version, vendor });
