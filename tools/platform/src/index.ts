export { arrivalKeyOf, arrivalsOf } from './arrivals';
export { Api } from './api';
export {
  Chat,
  type ChatDevice,
  DEMO_APP,
  openTenant,
  Sandbox,
  type Tenant,
  tokenOf,
} from '@offline-push/demo';
export { type ProgramName, type RoleName, SANDBOX, type ServiceName, SERVICES } from './names';
export { Platform, type PlatformOptions } from './platform';
export { Program } from './program';
export { TopicReader } from './reader';
export { kcat, type KcatRecord } from './kcat';
export { ensureAtHand, type AtHand } from './at-hand';
export { type Phone, Stage } from './stage';
export { makeTestCertificate, type TestCertificate } from './test-certificate';
export { NOTHING_RUNS, readRunning, type Running, RUNNING_FILE, writeRunning } from './running';
