// Tokens of the suite, for a client that goes where its token says.
import { buildersFor } from './deliveries';

it('seam 3.4: a token may name the server that the fake is at', () => {
  const { one, servedAt } = buildersFor({
    tokenFor: (word, url = 'https://push.example.net') => `${url}/${word}`,
  });
  expect(one({ token: 'ok-1' }).token).toBe('https://push.example.net/ok-1');
  servedAt('http://127.0.0.1:4711');
  expect(one({ token: 'ok-1' }).token).toBe('http://127.0.0.1:4711/ok-1');
  expect(one({ token: 'a,b' }).token).toBe('a,b');
});
