// A certificate as an operator saves it → the customer that its vendor's console would hold, so that a certificate of one's own rings in the
// sandbox. The mapping is each vendor's own: `tenantOf` in its folder.
import { Value } from '@sinclair/typebox/value';
import { vendorNamed } from '@offline-push/vendors/send';
import { FAKES } from '../fakes';
import type { CertificateForm } from './certificate-form';

/** The tenant that the vendor's fake admits; else what is wrong with the certificate, never its values. */
export function tenantOf(vendor: string, form: CertificateForm): { tenant: object } | { problem: string } {
  const found = vendorNamed(vendor);
  if (found === undefined) return { problem: 'vendor: no such vendor' };
  for (const part of ['settings', 'credential'] as const) {
    const wrong = Value.Errors(found[part], form[part]).First();
    if (wrong !== undefined) return { problem: `${part}${wrong.path}: ${wrong.message}` };
  }
  const fakes = FAKES.find(({ id }) => id === vendor);
  if (fakes === undefined) return { problem: 'vendor: it has no fake' };
  try {
    return { tenant: fakes.tenantOf(form) };
  } catch {
    return { problem: 'credential: its key cannot be read' };
  }
}
