// A gateway and IM core in JavaScript: a plain kafkajs producer that shares no code with our publisher.
import { Kafka, logLevel, type Message, type Producer } from 'kafkajs';

export class Gateway {
  private constructor(private readonly producer: Producer) {}

  static async open(brokers: readonly string[]): Promise<Gateway> {
    const kafka = new Kafka({
      clientId: 'gateway',
      brokers: [...brokers],
      logLevel: logLevel.NOTHING,
      retry: { retries: 20 },
    });
    const gateway = new Gateway(kafka.producer({ allowAutoTopicCreation: false }));
    await gateway.producer.connect();
    return gateway;
  }

  async send(topic: string, ...messages: Message[]): Promise<void> {
    await this.producer.send({ topic, messages });
  }

  close(): Promise<void> {
    return this.producer.disconnect();
  }
}
