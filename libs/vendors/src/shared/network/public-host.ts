// Decides whether a client may name this host. public-names.ts checks the address.
import { isIP } from 'node:net';

const LOCAL_NAME =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|test|invalid|localdomain|arpa)$/;

/** Undefined if a client may name this host (written as in `URL.hostname`), else the rule that it breaks. */
export function hostProblem(hostname: string): string | undefined {
  const name = hostname.replace(/\.$/, '');
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0) return 'names a host by address, and only names may pass';
  // No name of the internet has an empty part, and with one at its end it may look like none of these.
  if (!name.includes('.') || name.split('.').includes('') || LOCAL_NAME.test(name))
    return 'names a host that is not on the public internet';
  return undefined;
}
