export { Chat, type ChatDevice } from './chat';
export { DEMO_APP, type DemoPhone, type Fate, phonesOf, tokenOf } from './phones';
export { Sandbox } from './sandbox';
export { type CertificatesApi, fillTenant, openTenant, type Tenant } from './tenant';
