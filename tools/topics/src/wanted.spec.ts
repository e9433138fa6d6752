import { certificateChanged, DAY_MS, messageSent } from '@offline-push/contracts';
import { copiesFor, differences, mayBeSet, said, wantedShape } from './wanted';

const plan = { partitions: 6, replicationFactor: 3, minInSyncReplicas: 2 };
const wanted = wantedShape(messageSent, plan);

describe('what a topic should be like', () => {
  it('keeps records as long as the contract says', () => {
    expect(wanted).toEqual({
      partitions: 6,
      replicationFactor: 3,
      settings: {
        'min.insync.replicas': '2',
        'cleanup.policy': 'delete',
        'retention.ms': String(3 * DAY_MS),
        'segment.ms': String(0.75 * DAY_MS),
        'message.timestamp.type': 'LogAppendTime',
      },
    });
  });

  it('compacts the topic that is a table', () => {
    expect(wantedShape(certificateChanged, plan).settings['cleanup.policy']).toBe('compact');
  });

  it('takes the partitions of the contract where the plan names none', () => {
    const { partitions } = wantedShape(messageSent, { replicationFactor: 3, minInSyncReplicas: 2 });
    expect(partitions).toBe(messageSent.partitions);
  });
});

describe('the differences to what is there', () => {
  it.each([
    ['is as it should be', wanted, []],
    ['has grown', { ...wanted, partitions: 24 }, []],
    ['has too few partitions', { ...wanted, partitions: 3 }, ['t: partitions is 3, should be 6']],
    [
      "takes its writers' word for the time",
      { ...wanted, settings: { ...wanted.settings, 'message.timestamp.type': 'CreateTime' } },
      ['t: message.timestamp.type is CreateTime, should be LogAppendTime'],
    ],
    ['has one copy', { ...wanted, replicationFactor: 1 }, ['t: replication factor is 1, should be 3']],
    [
      'forgets too soon',
      { ...wanted, settings: { ...wanted.settings, 'retention.ms': '1000' } },
      ['t: retention.ms is 1000, should be 259200000'],
    ],
    [
      'says nothing about replicas',
      { ...wanted, settings: { ...wanted.settings, 'min.insync.replicas': undefined as never } },
      ['t: min.insync.replicas is not set, should be 2'],
    ],
  ])('a topic that %s', (_, found, lines) => {
    expect(differences(wanted, found).map((one) => said('t', one))).toEqual(lines);
  });

  it('may be set where that harms nobody', () => {
    const found = { ...wanted, partitions: 3, settings: { ...wanted.settings, 'retention.ms': '1' } };
    const settable = differences(wanted, found).filter((one) => mayBeSet(one, found));
    expect(settable.map(({ what }) => what)).toEqual(['retention.ms']);
  });

  it.each([
    ['a longer retention', 'retention.ms', '999999999999'],
    ['a retention without end', 'retention.ms', '-1'],
    ['another cleanup', 'cleanup.policy', 'compact'],
  ])('may not drop records: %s stays', (_, setting, value) => {
    const found = { ...wanted, settings: { ...wanted.settings, [setting]: value } };
    expect(differences(wanted, found).filter((one) => mayBeSet(one, found))).toEqual([]);
  });

  it('may not ask for more copies in sync than there are', () => {
    const found = {
      ...wanted,
      replicationFactor: 1,
      settings: { ...wanted.settings, 'min.insync.replicas': '1' },
    };
    const [copies, inSync] = differences(wanted, found);
    expect([copies?.what, inSync?.what]).toEqual(['replication factor', 'min.insync.replicas']);
    expect(mayBeSet(inSync!, found)).toBe(false);
  });
});

describe('operations 2.3: copies of each record', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [12, 3],
  ])('on %s brokers are %s', (brokers, copies) => expect(copiesFor(brokers)).toBe(copies));
});
