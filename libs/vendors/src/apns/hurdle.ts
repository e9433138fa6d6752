// Finds why a credential cannot be saved: a file or key that cannot be used. The words quote neither.
import { certificateOf } from './certificate';
import type { ApnsCredential } from './credential';
import { tooMuchWork } from './p12-work';
import { privateKeyOf } from './provider-token';

interface Hurdle {
  readonly field: string;
  readonly rule: string;
}

const UNREADABLE_KEY: Hurdle = {
  field: '/privateKey',
  rule: 'is no private key on P-256 that can be read: enter the whole text of the .p8 file as Apple gave it',
};

export async function hurdleOf(credential: ApnsCredential): Promise<Hurdle | undefined> {
  if (credential.type === 'p8') return privateKeyOf(credential) === undefined ? UNREADABLE_KEY : undefined;
  const work = await tooMuchWork(credential);
  if (work !== undefined) return { field: '/p12', rule: work };
  const opened = certificateOf(credential);
  return 'says' in opened ? { field: opened.field, rule: opened.says } : undefined;
}
