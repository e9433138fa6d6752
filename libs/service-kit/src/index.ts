export * from './clock';
export {
  type ConfigOf,
  type Environment,
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
  doorFields,
  kafkaOptions,
  type KafkaSettings,
  platformFields,
  serviceFields,
} from './config/platform-fields';
export { proxiesOf, proxyFields } from './config/proxy-fields';
export { ConfigInvalid, parseConfig, readConfig } from './config/read-config';
export { Database } from './database/database';
export { DatabaseModule } from './database/database.module';
export { EpochMsColumn } from './database/epoch-ms-column';
export { type DatabaseOptions, type MigrationClass, openDatabase, openPool } from './database/opening/open';
export { type Statement, type Queryable, sql } from './database/sql';
export { Tx } from './database/tx';
export { Operations, OPERATIONS_PATHS, type OperationsPath } from './doors/operations';
export { type KnownCallers } from './entrance';
export { Health, type HealthPart } from './health/health';
export { ETAG, IDEMPOTENCY_KEY, IF_MATCH, LOCATION } from './http/open-api/known-headers';
export { openApiOf } from './http/open-api/open-api';
export { Operation } from './http/open-api/operation';
export { NO_KEYS } from './http/callers/api-keys';
export { ACTING_FOR, BY_CALLER } from './http/callers/acting';
export { parseKeyList } from './http/callers/key-list';
export { inPath, keyOfCursor, limitOf, pageAfter, pageOf, PageQuery } from './http/pages';
export { HttpProblem, notFound } from './http/problem';
export { AnyApp, CalledBy, type Caller, Open, type Role, ROLES, Roles } from './http/callers/roles';
export { Asked } from './http/requests/asked';
export { SPOKEN, SpokenIn } from './http/requests/language';
export type { Route } from './http/routes';
export { ValidBody, ValidQuery } from './http/requests/valid';
export { KeyRing, SealBroken } from './key-ring';
export { KitModule } from './kit.module';
export { JsonLogger } from './logs/json-logger';
export { Portion } from './portion';
export { Rounds } from './rounds';
export { startService } from './start-service';
export { stop } from './stop';
export { releaseVersion } from './version';
