// The bus in the memory of a test: the same providers, guard and groups as on Kafka. The conformance suite holds it to what Kafka does.
export { MemoryBusModule } from './memory-bus.module';
export { MemoryBus } from './memory-bus';
export { MemoryPublisher } from './memory-publisher';
