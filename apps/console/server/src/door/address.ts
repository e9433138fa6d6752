// Where browsers find the console. Pure.
import type { IncomingHttpHeaders } from 'node:http';
import { withoutBase } from './base-path';
import { isOurHost, type Origins } from './origin';

export class Address implements Origins {
  readonly publicOrigin: string | undefined;
  readonly isSecure: boolean;

  constructor(
    /** Begins and ends with a slash. */
    readonly base: string,
    /** undefined: this machine alone. */
    readonly publicUrl: string | undefined,
  ) {
    const url = publicUrl === undefined ? undefined : new URL(publicUrl);
    this.publicOrigin = url?.origin;
    this.isSecure = url?.protocol === 'https:';
  }

  withoutBase(url: string): string {
    return withoutBase(url, this.base);
  }

  isOurs({ host }: IncomingHttpHeaders): boolean {
    return isOurHost(host, this);
  }
}
