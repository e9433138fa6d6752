// The path at dispatch at which a vendor calls back. Its last part is secret and proves that we gave it. Pure.
import { receiptPathOf as pathOf } from '@offline-push/contracts';
import type { Caller } from '@offline-push/service-kit';
import { entryNamed } from '@offline-push/vendors/catalog';
import type { CertificateAnswer } from './http/answers';
import type { Certificate } from './certificate';

/** Callers with the role viewer do not see it, because everybody who knows the path can report tokens as dead. */
export function receiptPathOf(
  { app, id, vendor }: Certificate,
  { role }: Caller,
  mac: (text: string) => string,
): Pick<CertificateAnswer, 'receiptPath'> {
  const maySee = role === 'operator' || role === 'admin';
  if (!maySee || entryNamed(vendor)?.receipts === undefined) return {};
  return { receiptPath: pathOf({ app, certificateId: id }, mac) };
}
