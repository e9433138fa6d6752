import { languageOf } from './language';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['zh-CN', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['ZH-hans-cn', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['en-US,en;q=0.9,zh-CN;q=0.8', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['en;q=0.1, zh;q=0.9', 'zh-CN'],
    ['en;q=0.5,zh-CN;q=0.5', 'en'],
    ['zh;q=0', 'en'],
    ['zh;q=0, *', 'en'],
    ['fr, de;q=0.9', 'en'],
    ['fr, zh;q=0.1', 'zh-CN'],
    ['*', 'en'],
    ['zh;q=abc', 'en'],
    ['zh;q=5', 'en'],
    ['zhx', 'en'],
    [';;,,;q=', 'en'],
  ])('%j is answered in %s', (header, language) => {
    expect(languageOf(header, ['en', 'zh-CN'])).toBe(language);
  });

  it('is not looked for in a list without end', () =>
    expect(languageOf(`${'fr,'.repeat(5_000)}zh`, ['en', 'zh-CN'])).toBe('en'));
});
