// Real Apache Kafka and PostgreSQL without containers (design section 7).
export { Child, type Ending } from './child';
export { Parts, PARTS_FOLDER, startParts } from './parts';
export { freePorts } from './ports';
export type { Watched } from './watched';
export { until, within } from './within';
