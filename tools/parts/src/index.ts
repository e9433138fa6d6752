// Real Apache Kafka and PostgreSQL without containers (design section 7).
export { Child, type Ending } from './processes/child';
export { Parts, PARTS_FOLDER, startParts } from './parts';
export { freePorts } from './ports';
export type { Watched } from './processes/watched';
export { until, within } from './within';
