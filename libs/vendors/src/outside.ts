// The third door of this library: hosts that clients name, for whoever calls one that is no vendor. A host must be a name of the public
// internet (`hostProblem`), and its addresses must be public, too (`publicNames`, which gives the very addresses that are connected to).
export { type Exchange, HttpOrigin } from './shared/http/http';
export { sharedNames } from './shared/network/names';
export { hostProblem } from './shared/network/public-host';
export { publicNames } from './shared/network/public-names';
export { leaveThrough } from './shared/network/way-out';
