// Which messages are saved again, and which are not.
import { SavedMessages } from './saved-messages';

/** A vendor that gives ids in turn; every save is counted. */
function vendor() {
  const asked: string[] = [];
  const saved = new SavedMessages<string>((id) => id !== '');
  const get = (body: string, id = `id-${asked.length + 1}`) =>
    saved.get(body, () => {
      asked.push(body);
      return Promise.resolve(id);
    });
  return { asked, saved, get };
}

describe('saved messages', () => {
  it('are saved once for all who ask, also at once', async () => {
    const { asked, get } = vendor();
    expect(await Promise.all([get('a'), get('a'), get('b')])).toEqual(['id-1', 'id-1', 'id-2']);
    expect(await get('a')).toBe('id-1');
    expect(asked).toEqual(['a', 'b']);
  });
  it('are saved again after a refusal, and after a failure', async () => {
    const { asked, saved, get } = vendor();
    expect(await get('a', '')).toBe('');
    expect(await get('a', 'x')).toBe('x');
    await expect(saved.get('b', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await get('b', 'y')).toBe('y');
    expect(asked).toEqual(['a', 'a', 'b']);
  });
  it('are saved again when the vendor has forgotten this one, not when it forgot an older one', async () => {
    const { asked, saved, get } = vendor();
    const first = get('a');
    saved.drop('a', first);
    expect(await get('a')).toBe('id-2');
    saved.drop('a', first);
    expect(await get('a')).toBe('id-2');
    expect(asked).toEqual(['a', 'a']);
  });
  it('are 64 at most, and the oldest goes', async () => {
    const { asked, get } = vendor();
    for (let i = 0; i < 65; i++) await get(`body ${i}`);
    await get('body 1');
    expect(asked).toHaveLength(65);
    await get('body 0');
    expect(asked).toHaveLength(66);
  });
});
