// Real Apache Kafka and PostgreSQL without containers (design section 7).
export { Child, type Ending } from './child';
export { Cluster } from './cluster';
export { Parts, PARTS_FOLDER, startParts, type PartsOptions } from './parts';
export { freePorts } from './ports';
export type { Watched } from './watched';
export { until, within } from './within';
