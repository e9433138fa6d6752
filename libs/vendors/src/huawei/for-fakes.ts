// What this vendor's fake and its specs take of the production code. Services never import this.
export { clientIdOf, type HuaweiCredential, type HuaweiSettings } from './credential';
export { signedToken } from './login';
