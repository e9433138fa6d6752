// P23: what was decided first counts, device by device, and what may still change it.
import { addedTo, packLists, unpackLists, withRows } from './decided';
import type { Lists } from '../gate/gate';

const lists = (about: Partial<Lists>): Lists => ({ onward: [], stopped: [], held: [], ...about });
const onward = (user: string, device = 'phone', session = 's-1') => ({ user, device, session });
const stopped = (user: string, reason: 'online' | 'kicked' | 'seen-since', device = 'phone') => ({
  ...{ user, device, reason },
});
const merged = (held: Partial<Lists>, later: Partial<Lists>, evenIfOnline: string[] = []): Lists => {
  const text = packLists(lists(held));
  const isEvenIfOnline = (user: string): boolean => evenIfOnline.includes(user);
  const added = addedTo(text, { decided: packLists(lists(later)), isEvenIfOnline });
  return unpackLists(withRows(text, added), () => true);
};

it('a decision is packed and read without loss', () => {
  const given = lists({
    onward: [onward('bob'), onward('漢 字')],
    stopped: [stopped('bob', 'kicked', 'tablet'), { user: 'mallory', reason: 'unknown-user' }],
    held: [{ user: 'carol', device: 'phone' }],
  });
  expect(unpackLists(packLists(given), () => true)).toEqual(given);
  expect(unpackLists(packLists(given), ({ user }) => user === 'carol')).toEqual(lists({ held: given.held }));
  expect(packLists(lists({}))).toBe('');
});

describe('P23: of two decisions of one message', () => {
  it.each<[string, Lists, Partial<Lists>]>([
    [
      'the first counts, whatever the device is now',
      merged({ onward: [onward('bob')] }, { stopped: [stopped('bob', 'online')] }),
      { onward: [onward('bob')] },
    ],
    [
      'the first counts with its session',
      merged({ onward: [onward('bob')] }, { onward: [onward('bob', 'phone', 's-2')] }),
      { onward: [onward('bob')] },
    ],
    [
      'the first counts for all devices of a recipient: a later one is not in it',
      merged({ stopped: [{ user: 'bob', reason: 'unknown-user' }] }, { onward: [onward('bob')] }),
      { stopped: [{ user: 'bob', reason: 'unknown-user' }] },
    ],
    [
      'the second adds its own recipients',
      merged({ onward: [onward('bob')] }, { onward: [onward('carol')] }),
      { onward: [onward('bob'), onward('carol')] },
    ],
    [
      'the second ends a hold',
      merged({ held: [{ user: 'bob', device: 'phone' }] }, { stopped: [stopped('bob', 'online')] }),
      { stopped: [stopped('bob', 'online')] },
    ],
    [
      'the second begins no hold for what is decided',
      merged({ stopped: [stopped('bob', 'online')] }, { held: [{ user: 'bob', device: 'phone' }] }, ['bob']),
      { stopped: [stopped('bob', 'online')] },
    ],
    [
      'without an acknowledgement the second rings what looked connected',
      merged({ stopped: [stopped('bob', 'seen-since')] }, { onward: [onward('bob')] }, ['bob']),
      { onward: [onward('bob')] },
    ],
    [
      'and only the recipients concerned',
      merged({ stopped: [stopped('bob', 'online')] }, { onward: [onward('bob')] }, ['carol']),
      { stopped: [stopped('bob', 'online')] },
    ],
    [
      'and nothing else: a kick stays a kick',
      merged({ stopped: [stopped('bob', 'kicked')] }, { onward: [onward('bob')] }, ['bob']),
      { stopped: [stopped('bob', 'kicked')] },
    ],
  ])('%s', (_, counted, expected) => expect(counted).toEqual(lists(expected)));

  it('the text stays the same object if nothing is added', () => {
    const text = packLists(lists({ onward: [onward('bob')] }));
    expect(withRows(text, [])).toBe(text);
  });
});
