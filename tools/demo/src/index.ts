export { Chat, type ChatDevice } from './chat';
export { DEMO_APP, type DemoPhone, type Fate, phonesOf, tokenOf } from './phones';
export { Sandbox } from './sandbox';
export { openTenant, type Tenant } from './tenant';
export { openPhones } from './sandbox-phones';
