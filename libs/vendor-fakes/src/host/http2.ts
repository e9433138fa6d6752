// The HTTP/2 side of the host: streams to fakes, and connections as far as a vendor has rules about them.
import { createServer, type Http2Server, type ServerHttp2Session, type Settings } from 'node:http2';
import { TLSSocket } from 'node:tls';
import type { FakeHost } from './host';
import type { FakeConnection } from './vendor-fake';

/** A door of a vendor that counts streams itself begins with one. Others may be called at once by clients that wait for no settings. */
const FIRST_STREAMS = 1;
const USUAL_STREAMS = 100;
/** In MB. */
const MAX_SESSION_MEMORY = 64;
/** Of bodies on their way. With the usual 64 KB clients on Node that do not count send some of theirs never. In bytes. */
const WINDOW_BYTES = 16_777_216;

export function http2Of(host: FakeHost): Http2Server {
  const isStrict = host.fakes.every(({ countsStreams }) => countsStreams === true);
  const first = isStrict ? FIRST_STREAMS : USUAL_STREAMS;
  const settings: Settings = { maxConcurrentStreams: first };
  const server = createServer({ settings, maxSessionMemory: MAX_SESSION_MEMORY });
  server.on('session', (session) => {
    const connection = connectionOf(session, first);
    session.setLocalWindowSize(WINDOW_BYTES);
    session.on('error', () => session.destroy());
    session.on('stream', (stream, headers, _flags, rawHeaders?: unknown) => {
      stream.on('error', () => stream.destroy());
      const headerNames = () => namesIn(rawHeaders);
      if (host.takeStream(stream, headers, { ...connection, headerNames })) return;
      stream.respond({ ':status': 404 }, { endStream: true });
    });
  });
  return server;
}

/** Node gives them as name, value, name, value. */
const namesIn = (rawHeaders: unknown): string[] =>
  Array.isArray(rawHeaders) ? rawHeaders.filter((_value, i) => i % 2 === 0).map(String) : [];

function connectionOf(session: ServerHttp2Session, first: number): Omit<FakeConnection, 'headerNames'> {
  let [told, wanted] = [first, first];
  /** A client that never confirms settings is not told twice. */
  const tell = (): void => {
    if (told === wanted || session.destroyed || session.pendingSettingsAck) return;
    told = wanted;
    session.settings({ maxConcurrentStreams: wanted });
  };
  // An earlier change has arrived.
  session.on('localSettings', tell);
  const { socket } = session;
  const certificate = socket instanceof TLSSocket ? socket.getPeerCertificate().raw : undefined;
  return {
    key: session,
    ...(certificate && { certificate }),
    allow(count = USUAL_STREAMS) {
      wanted = count;
      tell();
    },
    leave(words) {
      if (!session.destroyed) session.goaway(0, undefined, Buffer.from(words));
    },
  };
}
