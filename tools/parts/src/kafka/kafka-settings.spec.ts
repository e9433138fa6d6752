import { activeController, brokerProperties, javaFlags, metaProperties } from './kafka-settings';

const place = (id: number) => ({ id, port: 20_000 + id, controllerPort: 21_000 + id });
const read = (properties: string) =>
  Object.fromEntries(
    properties
      .trim()
      .split('\n')
      .map((line) => line.split('=')),
  );

describe('the settings of a broker', () => {
  const three = [place(1), place(2), place(3)];

  it('a single broker keeps one copy of everything', () => {
    const settings = read(brokerProperties(place(1), [place(1)], '/log'));
    expect(settings).toMatchObject({
      'default.replication.factor': '1',
      'min.insync.replicas': '1',
      'offsets.topic.replication.factor': '1',
      'controller.quorum.voters': '1@127.0.0.1:21001',
    });
  });

  it('three brokers keep three copies, of which one may be away', () => {
    const settings = read(brokerProperties(place(2), three, '/log'));
    expect(settings).toMatchObject({
      'node.id': '2',
      'default.replication.factor': '3',
      'min.insync.replicas': '2',
      'offsets.topic.replication.factor': '3',
      'transaction.state.log.min.isr': '2',
      'broker.session.timeout.ms': '6000',
      'controller.quorum.voters': '1@127.0.0.1:21001,2@127.0.0.1:21002,3@127.0.0.1:21003',
    });
  });

  it('listens on this machine alone and makes no topic on first use', () => {
    const settings = read(brokerProperties(place(1), three, '/log'));
    expect(settings.listeners).toBe('PLAINTEXT://127.0.0.1:20001,CONTROLLER://127.0.0.1:21001');
    expect(settings['auto.create.topics.enable']).toBe('false');
  });

  it('gives a broker its own id and keeps the cluster of the formatted folder', () => {
    const meta = metaProperties('#\nnode.id=1\ndirectory.id=aaa\nversion=1\ncluster.id=ccc\n', 3, 'bbb');
    expect(meta).toBe('#\nnode.id=3\ndirectory.id=bbb\nversion=1\ncluster.id=ccc\n');
  });
});

describe('the flags of Java', () => {
  it('start quickly for tests and run steadily for measurements', () => {
    const flags = (pace: 'quick' | 'steady') => javaFlags({ pace, brokers: 1, log4j: 'log' });
    expect(flags('quick')).toContain('-XX:TieredStopAtLevel=1');
    expect(flags('steady')).not.toContain('-XX:TieredStopAtLevel=1');
    expect(flags('steady')).toContain('-XX:+UseG1GC');
  });

  it('leave a file of counters in no temporary folder', () => {
    expect(javaFlags({ pace: 'quick', brokers: 1, log4j: 'log' })).toContain('-XX:-UsePerfData');
  });
});

describe('the active controller', () => {
  const office = (epoch: number) =>
    `12:00 INFO [QuorumController id=1] Becoming the active controller at epoch ${epoch}, next write offset 9.\n`;

  it('is the one that took office last, whatever it was before', () => {
    const logs = new Map([
      [1, office(1) + office(7)],
      [2, office(3)],
      [3, 'Kafka Server started'],
    ]);
    expect(activeController(logs)).toBe(1);
  });

  it('is nobody before the first election', () => {
    expect(activeController(new Map([[1, '']]))).toBeUndefined();
  });
});
