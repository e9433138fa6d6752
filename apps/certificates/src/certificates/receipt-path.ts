// Where a vendor calls back about what it took: an address of dispatch whose last part proves that we gave it. Pure.
import { receiptPathOf as pathOf } from '@offline-push/contracts';
import type { Caller } from '@offline-push/service-kit';
import { entryNamed } from '@offline-push/vendors/catalog';
import type { CertificateAnswer } from './http/answers';
import type { Certificate } from './certificate';

/** Whoever knows the path may report tokens as dead, so those who may only look do not see it. */
export function receiptPathOf(
  { app, id, vendor }: Certificate,
  { role }: Caller,
  mac: (text: string) => string,
): Pick<CertificateAnswer, 'receiptPath'> {
  const maySee = role === 'operator' || role === 'admin';
  if (!maySee || entryNamed(vendor)?.receipts === undefined) return {};
  return { receiptPath: pathOf({ app, certificateId: id }, mac) };
}
