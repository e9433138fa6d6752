// What this vendor's fake and its specs take of the production code. Services never import this.
export { type WebPushCredential, type WebPushSettings } from './credential';
export { encrypt } from './encrypt';
export { keyPairOf, Vapid } from './vapid';
