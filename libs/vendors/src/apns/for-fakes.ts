// What this vendor's fake and its specs take of the production code. Services never import this.
export {
  type ApnsCredential,
  type ApnsSettings,
  type CertificateCredential,
  type KeyCredential,
} from './credential';
export { privateKeyOf, providerTokenOf } from './provider-token';
