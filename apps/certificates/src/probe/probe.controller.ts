// HTTP in: is the saved credential good? Asks the vendor by its cheapest harmless call and answers in plain words.
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { KeyRing, notFound, Operation, Roles, SealBroken } from '@offline-push/service-kit';
import { endpointsOf, MemoryShelf, type Probe, type VendorUrls, vendorNamed } from '@offline-push/vendors';
import { Type } from '@sinclair/typebox';
import { credentialUnreadable, requireAppId, requireCertificateId } from '../refusals';
import { type Certificate, newestOf } from './certificate';
import { CertificateStore } from './certificate.store';
import { openCredential } from './credential-box';

/** An operator waits for this; a vendor that is slower is no news about the credential. */
const DEADLINE_MS = 5_000;

const ProbeAnswer = Type.Union([
  Type.Object({ result: Type.Literal('good') }),
  Type.Object({
    result: Type.Literal('wrong'),
    field: Type.String({ description: 'JSON pointer into the form.' }),
    says: Type.String(),
  }),
  Type.Object({ result: Type.Literal('unknown'), says: Type.String() }),
]);

/** Where the vendors are, by the operator's configuration. */
export class VendorPlaces {
  constructor(readonly urls: VendorUrls) {}
}

@Controller('v1/apps/:app/certificates/:certificate')
export class ProbeController {
  constructor(
    private readonly certificates: CertificateStore,
    private readonly keyRing: KeyRing,
    private readonly places: VendorPlaces,
  ) {}

  @Post('probe')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary: 'Ask the vendor whether the credential that was saved last is good.',
    response: ProbeAnswer,
  })
  async probe(@Param('app') app: string, @Param('certificate') id: string): Promise<Probe> {
    const found = await this.certificates.find(requireAppId(app), requireCertificateId(id));
    const vendor = found && vendorNamed(found.vendor);
    if (found === undefined || vendor === undefined) throw notFound();
    const { settings } = newestOf(found);
    const endpoints = endpointsOf(vendor, this.places.urls);
    const connection = { credential: this.open(found), settings, endpoints, accessTokens: new MemoryShelf() };
    return vendor.probe(connection, DEADLINE_MS);
  }

  private open(found: Certificate): unknown {
    try {
      return openCredential(this.keyRing, found);
    } catch (error) {
      if (error instanceof SealBroken) throw credentialUnreadable(newestOf(found));
      throw error;
    }
  }
}
