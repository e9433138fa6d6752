export * from './clock';
export {
  type ConfigOf,
  type Field,
  type Fields,
  flag,
  integer,
  list,
  oneOf,
  secret,
  text,
  url,
} from './config/fields';
export {
  kafkaOptions,
  type KafkaOptions,
  type PlatformConfig,
  platformFields,
  type ServiceConfig,
  serviceFields,
} from './config/platform-fields';
export { proxiesOf, proxyFields } from './config/proxy-fields';
export { ConfigInvalid, type Environment, parseConfig, readConfig } from './config/read-config';
export { Database, Tx } from './database/database';
export { type ClockReading, DatabaseClock } from './database/database-clock';
export { DatabaseModule } from './database/database.module';
export { type DatabaseOptions, type MigrationClass, openDatabase, openPool } from './database/open';
export { type Queryable, sql, type Statement } from './database/sql';
export { DatabaseUnavailable } from './database/trouble';
export { Operations, OPERATIONS_PATHS, type OperationsPath } from './doors/operations';
export { Health, type HealthPart, type HealthReport } from './health/health';
export { ETAG, type HeaderNote, IDEMPOTENCY_KEY, IF_MATCH, LOCATION } from './http/known-headers';
export { Operation, type OperationNotes } from './http/operation';
export { parseKeyList } from './http/key-list';
export { cursorAfter, keyOfCursor, limitOf, type Page, pageOf, PageQuery } from './http/pages';
export { HttpProblem, notFound } from './http/problem';
export { readBody } from './http/read-body';
export { AnyApp, CalledBy, type Caller, Open, type Role, Roles } from './http/roles';
export { ValidBody, ValidQuery } from './http/valid';
export { KeyRing, SealBroken } from './key-ring';
export { KitModule, type KitOptions } from './kit.module';
export { JsonLogger } from './logs/json-logger';
export { Portion } from './portion';
export { Rounds } from './rounds';
export { Secret } from './secret';
export { type RunningService, type ServiceDefinition, startService } from './start-service';
export { stop } from './stop';
