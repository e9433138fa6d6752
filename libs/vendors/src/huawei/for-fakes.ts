// What this vendor's fake and its specs take of the production code. Services never import this.
export { clientIdOf, type HuaweiCredential, type HuaweiSettings } from './credential';
export { isObject, type Json, parse } from './json';
export { rsaKey, signedToken } from './login';
