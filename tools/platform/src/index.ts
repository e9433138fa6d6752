export { arrivalKeyOf, arrivalsOf } from './arrivals';
export {
  Chat,
  type ChatDevice,
  DEMO_APP,
  openPhones,
  openTenant,
  Sandbox,
  type Tenant,
  tokenOf,
} from '@offline-push/demo';
export { type ProgramName, type ServiceName, SERVICES } from './names';
export { Platform, type PlatformOptions } from './platform';
export { Program } from './program';
export { TopicReader } from './reader';
export { kcat } from './kcat';
export { ensureAtHand } from './at-hand';
export { type Phone, Stage } from './stage';
export { makeTestCertificate } from './test-certificate';
export { forgetEnded, NOTHING_RUNS, readRunning, type Running, RUNNING_FILE, writeRunning } from './running';
