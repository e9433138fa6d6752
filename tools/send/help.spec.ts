import { TOPICS } from '@offline-push/contracts';
import { helpOf, USAGE } from './help';
import { fieldsByFlag, topicOf } from './short-words';

describe('FF section 4, 6: npm run send -- --help', () => {
  it('names every event', () => {
    for (const { says } of TOPICS) expect(USAGE).toContain(says);
  });

  it.each(['message', 'session', 'binding'])('lists each field of a %s with an example', (name) => {
    const topic = topicOf(name);
    const help = helpOf(topic);
    const ofContract = [...fieldsByFlag(topic).values()].filter(({ path }) => !/vendors\./.test(path));
    for (const { path } of ofContract)
      expect(help).toMatch(new RegExp(`--${path}\\b.*<.+>  (required|default: )`));
    const fields = new Set(ofContract.map(({ path }) => path));
    expect(help.match(/e\.g\. --/g)?.length).toBeGreaterThanOrEqual(fields.size);
  });

  it('says type, default and meaning of a field', () => {
    const help = helpOf(topicOf('message'));
    expect(help).toContain('--to, --recipients  <a,b,c>  required');
    expect(help).toContain('--lifetime, --lifetimeSeconds  <a whole number>  default: one day');
    expect(help).toContain('--id, --messageId  <text>  default: an id of its own');
    expect(help).toContain('How long it may ring after it was sent.');
    expect(help).toMatch(/--push\.click\.action {2}<open-app \| open-url \| open-page>/);
    expect(help).toMatch(/xiaomi: channelId, templateId/);
  });

  it('names the words that a change may be', () => {
    expect(helpOf(topicOf('session'))).toContain('<logged-in | connected | disconnected | foreground');
  });
});
