import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Entrance, withKeys } from '../entrance';

let entrance: Entrance;
let port: number;
beforeAll(async () => {
  entrance = new Entrance({
    ...{ connectionsPerAddress: 100, trustedProxies: [] },
    rate: { perSecond: 1_000, burst: 1_000 },
  });
  entrance.handTo(
    (_, response) => void setTimeout(() => response.end('fine'), 50),
    withKeys({
      callerOf: () => undefined,
    }),
  );
  port = Number(new URL(await entrance.listen('127.0.0.1', 0)).port);
});
afterAll(() => void entrance.server.close().closeAllConnections());

const sent = (bytes: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes, 'latin1');
  return text(socket);
};
const bodyOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));

describe('what is no HTTP', () => {
  it.each([
    ['a method that nobody knows', 'BREW / HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'malformed-request'],
    ['NUL in a header', 'GET / HTTP/1.1\r\nhost: x\r\nx: a\0\r\n\r\n', 400, 'malformed-request'],
    ['a blank in a path', 'GET /a b HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'malformed-request'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'malformed-request',
    ],
    [
      'headers of 20 kB',
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
      431,
      'request-header-fields-too-large',
    ],
  ])('%s is answered with a problem, and the connection ends', async (_, bytes, status, code) => {
    const answer = await sent(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('content-type: application/problem+json');
    expect(bodyOf(answer)).toMatchObject({ status, code, instance: '/' });
  });

  it('behind a body that breaks is answered, too', async () => {
    const answer = await sent('POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n');
    expect(bodyOf(answer)).toMatchObject({ code: 'malformed-request' });
  });

  it('is never taken for the answer to one of two requests before it', async () => {
    const good = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';
    expect(await sent(`${good}${good}BREW / HTTP/1.1\r\n\r\n`).catch(() => '')).not.toContain('400');
  });
});
