// The certificate, looked at by OpenSSL inside Node and used for a handshake that believes nobody else.
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import { makeTestCertificate } from './test-certificate';

const NOW_MS = Date.parse('2026-11-24T12:00:00Z');

describe('a test certificate', () => {
  it('names this machine, signs itself and ends tomorrow', () => {
    const certificate = new X509Certificate(makeTestCertificate(NOW_MS).cert);
    expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.ca).toBe(true);
    expect(Date.parse(certificate.validFrom)).toBe(NOW_MS - 86_400_000);
    expect(Date.parse(certificate.validTo)).toBe(NOW_MS + 86_400_000);
  });
  it('is another one each time', () => {
    expect(makeTestCertificate(NOW_MS).cert).not.toBe(makeTestCertificate(NOW_MS).cert);
  });
  it('is believed by who was handed it, and by nobody else', async () => {
    const certificate = makeTestCertificate();
    const server = createServer(certificate, (socket) => socket.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const trusting = connect({ host: '127.0.0.1', port, ca: certificate.cert });
    await once(trusting, 'secureConnect');
    trusting.destroy();
    const [error] = (await once(connect({ host: '127.0.0.1', port }), 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    server.close();
  });
});
