// What this vendor's fake and its specs take of the production code. Services never import this.
export { type HonorCredential, type HonorSettings } from './credential';
