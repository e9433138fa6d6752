import { vendorUrlsOf } from './vendor-urls';

describe('vendor URLs', () => {
  it('are read as vendor=url, without a slash at the end', () => {
    expect(vendorUrlsOf(['a=http://127.0.0.1:1/a/', 'b=https://b.example.com?x=y'])).toEqual(
      new Map([
        ['a', 'http://127.0.0.1:1/a'],
        ['b', 'https://b.example.com?x=y'],
      ]),
    );
  });

  it.each(['http://127.0.0.1', 'a=', 'a=ftp://x', '=http://x'])('refuse %s and name the rule', (entry) => {
    expect(() => vendorUrlsOf([entry])).toThrow('must look like vendor=https://host');
  });
});
