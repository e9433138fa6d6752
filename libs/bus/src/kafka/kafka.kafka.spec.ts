import { busConformance } from '../conformance/suite';
import { KafkaWorld } from '../conformance/kafka-world';

busConformance('on Kafka', () => KafkaWorld.open((process.env['KAFKA_BROKERS'] ?? '').split(',')));
