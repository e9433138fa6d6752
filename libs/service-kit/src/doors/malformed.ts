// Answers bytes that Node cannot read as HTTP and that reach no handler: an unknown method, a NUL in a header, two lengths. Node's own
// answer is an empty 400; ours says what is wrong.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

export type MalformedStatus = 400 | 408 | 413 | 431;

export interface MalformedAnswer {
  readonly type: string;
  readonly body: string;
}

const STATUS: Readonly<Record<string, MalformedStatus>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

export function answerMalformed(
  server: Server,
  answerOf: (status: MalformedStatus) => MalformedAnswer,
): void {
  const open = new WeakMap<Socket, Set<ServerResponse>>();
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const responses = open.get(socket) ?? new Set();
    open.set(socket, responses.add(response));
    response.once('close', () => responses.delete(response));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const responses = [...(open.get(socket) ?? [])];
    // An answer now would be taken for the answer to an earlier request, or would stand in the middle of one.
    const isInTheWay = responses.length > 1 || responses[0]?.headersSent === true;
    if (isInTheWay || !socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
    const status = STATUS[error.code ?? ''] ?? 400;
    socket.end(written(status, answerOf(status)), () => socket.destroy());
  });
}

const written = (status: MalformedStatus, { type, body }: MalformedAnswer): string =>
  [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${type}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
