import { busConformance } from './suite';
import { KafkaWorld } from './kafka-world';

busConformance('on Kafka', () => KafkaWorld.open((process.env['KAFKA_BROKERS'] ?? '').split(',')));
