import { KafkaWorld } from './kafka-world';
import { busConformance } from './suite';

busConformance('on Kafka', () => KafkaWorld.open((process.env['KAFKA_BROKERS'] ?? '').split(',')));
