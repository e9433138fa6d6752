import { sha256 } from '../../../fixtures/sample-app';
import { parseKeyList } from './key-list';

const listWith = (app: string) =>
  JSON.stringify([{ id: 'im-core', sha256: sha256('key'), app, role: 'service' }]);

describe('the list of API keys', () => {
  it.each(['demo', '1400000000', '1400000000-test', '*'])('takes a key of the app %s', (app) => {
    expect(parseKeyList(listWith(app))).toMatchObject([{ id: 'im-core', app }]);
  });

  it.each(['', 'Demo', '-demo', 'a/b', 'x'.repeat(33)])('refuses the app "%s" and names the field', (app) => {
    expect(() => parseKeyList(listWith(app))).toThrow('/0/app must match');
  });
});
