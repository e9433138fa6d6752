// What this vendor's fake and its specs take of the production code. Services never import this.
export { assertionOf, AUDIENCE, privateKeyOf, SCOPE } from './assertion';
export { type FcmCredential, type FcmSettings } from './credential';
