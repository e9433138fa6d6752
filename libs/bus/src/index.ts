// What services see of the bus.
export { aboutText } from './about';
export * from './bus';
export { BusHealth, FeedFreshness } from './bus-health';
export { BusModule, type BusModuleOptions } from './bus.module';
export { BusStrategy } from './bus.strategy';
export { Consumes } from './consumes.decorator';
export type { KafkaOptions } from './kafka/client';
export { LookBack, type Take } from './kafka/look-back';
export { KafkaPublisher } from './kafka/publisher';
export { createTopics, topicSettings, type TopicSettings } from './kafka/topics';
export { MemoryBusModule, type MemoryBusModuleOptions } from './memory/memory-bus.module';
export { MemoryBus, type MemoryBusOptions, MemoryBusUnreachable } from './memory/memory-bus';
export { MemoryPublisher } from './memory/memory-publisher';
export type { RawRecord } from './memory/raw-record';
export { MAX_CLOCK_SKEW_MS, orderTime, type Placed, placeInMs, recordTime } from './place';
export { BUS_OPTIONS, type BusOptions } from './options';
