// The inside of the bus for libs/testing: the memory bus, the conformance suite and the readers. Production code imports index.ts.
export * from './bus';
export { busProviders } from './nest/bus.providers';
export { FlowRunner } from './flow/flow-runner';
export { Flows, type Handler } from './flow/flows';
export { kafkaClient, type KafkaOptions } from './kafka/client';
export { toHeaders } from './kafka/headers';
export { KafkaLog } from './kafka/kafka-log';
export { partitionOf } from './kafka/produce/partition';
export { KafkaPublisher } from './kafka/produce/publisher';
export { createTopics, topicConfig } from './kafka/topics';
export * from './log';
export { BUS_OPTIONS, type BusOptions } from './options';
