// What this vendor's fake and its specs take of the production code. Services never import this.
export { CODES } from './codes';
export { type VivoCredential, type VivoSettings } from './credential';
