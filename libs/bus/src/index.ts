// What services see of the bus.
export { aboutText } from './about';
export * from './bus';
export { BusHealth, FeedFreshness } from './bus-health';
export { BusModule } from './bus.module';
export { BusStrategy } from './bus.strategy';
export { Consumes } from './consumes.decorator';
export { LookBack } from './kafka/look-back';
export { KafkaPublisher } from './kafka/publisher';
export { createTopics, topicSettings } from './kafka/topics';
export { orderTime, type Placed, recordTime } from './place';
