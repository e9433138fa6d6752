// Where a sign-in leads when it is done. Only to one of our own pages: everything else would make the console a way to anywhere. Pure.

const OWN = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,2000}$/;

/** `wanted`: a path below the base; what is none leads to the first page. */
export const wayBack = (wanted: unknown, base: string): string =>
  typeof wanted === 'string' && OWN.test(wanted) ? base.slice(0, -1) + wanted : base;
