export { arrivalKeyOf, arrivalsOf } from './arrivals';
export { Api } from './api';
export { DEMO_APP, type ProgramName, type RoleName, SANDBOX, type ServiceName, SERVICES } from './names';
export { Platform, type PlatformOptions } from './platform';
export { Program } from './program';
export { Chat, type ChatDevice } from './chat';
export { TopicReader } from './reader';
export { Sandbox } from './sandbox';
export { openTenant, type Tenant, tokenOf } from './tenant';
