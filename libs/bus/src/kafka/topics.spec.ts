import { certificateChanged, deadLetter, messageSent, type Topic } from '@offline-push/contracts';
import { topicConfig, type TopicSettings } from './topics';

const PRODUCTION: TopicSettings = { replicationFactor: 3 };
const configOf = (topic: unknown, settings = PRODUCTION) => {
  const { configEntries, ...rest } = topicConfig(topic as Topic, settings);
  return {
    ...rest,
    config: Object.fromEntries((configEntries ?? []).map(({ name, value }) => [name, value])),
  };
};

describe('a topic on the broker', () => {
  it('has the partitions and the retention of its contract, and survives the loss of one broker', () => {
    expect(configOf(messageSent)).toEqual({
      topic: 'message.sent.v1',
      numPartitions: 24,
      replicationFactor: 3,
      config: {
        'cleanup.policy': 'delete',
        'retention.ms': '259200000',
        'segment.ms': '64800000',
        'message.timestamp.type': 'LogAppendTime',
        'min.insync.replicas': '2',
      },
    });
  });

  it('is compacted where the contract says so', () => {
    expect(configOf(certificateChanged).config).toMatchObject({ 'cleanup.policy': 'compact' });
    expect(configOf(certificateChanged).config).not.toHaveProperty('retention.ms');
  });

  it('takes larger records for dead letters, which carry others in base64', () => {
    expect(configOf(deadLetter).config).toMatchObject({ 'max.message.bytes': '2097152' });
  });

  it('can live on a single broker with few partitions', () => {
    expect(configOf(messageSent, { partitions: 2, replicationFactor: 1 })).toMatchObject({
      numPartitions: 2,
      replicationFactor: 1,
      config: { 'min.insync.replicas': '1' },
    });
  });
});
