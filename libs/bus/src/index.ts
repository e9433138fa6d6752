// What services see of the bus.
export { backoffMs, doubledMs } from './backoff';
export * from './bus';
export { within } from './deadline';
export { aboutText } from './guard/about';
export { countRemarks } from './guard/remarks';
export { Follow } from './kafka/follow';
export { LookBack } from './kafka/look-back';
export { KafkaPublisher } from './kafka/produce/publisher';
export { createTopics, topicSettings } from './kafka/topics';
export { BusModule } from './nest/bus.module';
export { BusHealth, FeedFreshness } from './nest/bus-health';
export { BusStrategy } from './nest/bus.strategy';
export { Consumes } from './nest/consumes.decorator';
export { ReadUpTo } from './nest/read-up-to';
export { orderTime, type Placed, recordTime } from './place';
