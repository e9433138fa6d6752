import { messageSent, pushAddressed, pushGated } from '@offline-push/contracts';
import { aBindingReport, aGatedPush, aMessage, anAddressedPush, aSessionChange } from './builders';

const example = messageSent.examples['usual']!;

describe('a builder', () => {
  it("starts from the contract's first example", () => {
    expect(aMessage()).toEqual(example);
    expect(aGatedPush()).toEqual(pushGated.examples['usual']);
    expect(anAddressedPush()).toEqual(pushAddressed.examples['usual']);
    expect([aSessionChange().change, aBindingReport().binding]).toEqual([
      'logged-in',
      { certificateId: 1, token: 'ok-bobs-phone' },
    ]);
  });

  it('changes only what the test names, as deep as it names it', () => {
    const message = aMessage({ push: { title: 'Carol', badge: { add: 2 } } });
    expect(message).toEqual({ ...example, push: { ...example.push, title: 'Carol', badge: { add: 2 } } });
  });

  it('takes a field away that is undefined, and replaces lists and nulls', () => {
    expect(aMessage({ push: undefined })).not.toHaveProperty('push');
    expect(aGatedPush({ onward: [] }).onward).toEqual([]);
    expect(aBindingReport({ binding: null }).binding).toBeNull();
  });

  it('makes as many recipients as a test needs', () => {
    expect(aMessage({ recipients: 3 }).recipients).toEqual(['user-1', 'user-2', 'user-3']);
    expect(aMessage({ recipients: 1000 }).recipients).toHaveLength(1000);
  });

  it('never makes what the contract refuses', () => {
    expect(() => aMessage({ recipients: 1001 })).toThrow('this is no message.sent.v1: /recipients');
    expect(() => aMessage({ messageId: 'a\u0000b' })).toThrow('/messageId');
  });

  it('never touches the example', () => {
    const message = aMessage();
    message.recipients.push('mallory');
    message.push!.title = 'Mallory';
    expect(aMessage()).toEqual(example);
    expect(example.recipients).toEqual(['bob']);
  });
});
