import type { Delivered } from '@offline-push/bus';
import { messageKeyOf, type PushAddressed, pushAddressed } from '@offline-push/contracts';
import { arrivalsOf, conflictsOf } from './arrival';

const usual = pushAddressed.examples['usual'] as PushAddressed;
const delivered = (change: Partial<PushAddressed> = {}): Delivered<PushAddressed> => ({
  event: { ...usual, ...change },
  record: {
    topic: pushAddressed.name,
    partition: 0,
    offset: '0',
    key: null,
    value: null,
    headers: {},
    timestampMs: 0,
  },
});
const otherHash = { contentHash: 'AAAAAAAAAAAAAAAAAAAAAA' };
const otherTarget = {
  onward: usual.onward.map((target) => ({ ...target, targetId: 'BBBBBBBBBBBBBBBBBBBBBB' })),
};

describe('arrivals', () => {
  it('keeps a message once and each of its targets', () => {
    const { messages, targets } = arrivalsOf([delivered(), delivered(otherTarget)]);
    expect(messages).toHaveLength(1);
    expect(targets.map((target) => target.targetId)).toEqual([
      usual.onward[0]?.targetId,
      'BBBBBBBBBBBBBBBBBBBBBB',
    ]);
  });

  it('newcomer 5: notes options for a vendor that nobody knows, beside what was repaired at the door', () => {
    const content = { ...usual.content, vendors: { xiomi: { channelId: 'c' }, huawei: {} } };
    const { messages, targets } = arrivalsOf([delivered({ content, notes: ['push.title: cut'] })]);
    const notes = ['push.title: cut', 'push.vendors.xiomi: left out, no vendor has this id'];
    expect([messages[0]?.notes, targets[0]?.notes]).toEqual([notes, notes]);
    expect(arrivalsOf([delivered()]).targets[0]?.notes).toBeUndefined();
  });

  it('takes a redelivered target once', () => {
    expect(arrivalsOf([delivered(), delivered()]).targets).toHaveLength(1);
  });

  it('remembers nothing of a message that reaches nobody', () => {
    expect(arrivalsOf([delivered({ onward: [] })])).toEqual({ messages: [], targets: [] });
  });

  it('lets the first content of a message id win within a slice', () => {
    const { messages, targets } = arrivalsOf([delivered(), delivered({ ...otherHash, ...otherTarget })]);
    expect(messages.map((message) => message.contentHash)).toEqual([usual.contentHash]);
    expect(targets).toHaveLength(1);
  });

  it('rejects the event whose content lost, and only that one', () => {
    const loser = delivered(otherHash);
    const known = new Map([[messageKeyOf(usual.app, usual.messageId), usual.contentHash]]);
    expect(conflictsOf([delivered(), loser], known)).toEqual([
      expect.objectContaining({ delivered: loser, reason: 'id-conflict' }),
    ]);
  });
});
