// A process to be killed: takes records, says so, and never settles them.
import { Flows, type Handler, KafkaLog, KafkaPublisher } from '@offline-push/bus/for-testing';
import { TEST_OPTIONS } from './pods';
import { freshTopic } from './world';

const { KAFKA_BROKERS = '', VICTIM_TOPIC = '', VICTIM_GROUP = '' } = process.env;
const options = { brokers: KAFKA_BROKERS.split(','), clientId: 'victim' };
const topic = { ...freshTopic('victim'), name: VICTIM_TOPIC };

const handle = (): Promise<never> => {
  process.stdout.write('took\n');
  return new Promise(() => undefined);
};

new Flows(new KafkaLog(options), new KafkaPublisher({ ...options, source: 'victim' }), TEST_OPTIONS).start([
  { topic, flow: { group: VICTIM_GROUP }, handle } as unknown as Handler,
]);
