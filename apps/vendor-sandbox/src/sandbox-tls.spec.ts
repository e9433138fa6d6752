// The sandbox over TLS. The key was made for this test and opens nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from './sandbox';

const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQguHMarRU5LMlVc86R
IeQAkX2/S3uVanXHrw+6Z3xAfFmhRANCAARyrq9d3ah/qbJP0rcaeB9Wn0YZoiJq
QuAU/YXNM2lKfDMtdAGjLYOtD+Ma07Z2JnJPJSQio5Ixlt/C+zGeLb59
-----END PRIVATE KEY-----`;
const CERT = `-----BEGIN CERTIFICATE-----
MIIBljCCATygAwIBAgIUP4KQskvOtqiEq8zSOOXeEzjz4jkwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMc2FuZGJveC50ZXN0MCAXDTI2MTEyNDE1MzIzMloYDzIxMjYx
MDMxMTUzMjMyWjAXMRUwEwYDVQQDDAxzYW5kYm94LnRlc3QwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAARyrq9d3ah/qbJP0rcaeB9Wn0YZoiJqQuAU/YXNM2lKfDMt
dAGjLYOtD+Ma07Z2JnJPJSQio5Ixlt/C+zGeLb59o2QwYjAdBgNVHQ4EFgQU1hIK
83JbZyyhkbILvGZh69te3lYwHwYDVR0jBBgwFoAU1hIK83JbZyyhkbILvGZh69te
3lYwDwYDVR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMC
A0gAMEUCIQDNEI4SJZRIKPLEYi3Bk1zquK6xpbPJ0kcJg/zMa0PWVQIgEZwW5N1R
1jAKSrAmw3USIsklPsySWbRrvoz0Hm+m0Fw=
-----END CERTIFICATE-----`;

describe('the vendor sandbox over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vendor-sandbox-tls-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("takes clients whose host is fixed, at the vendor's own paths", async () => {
    const tls = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
    writeFileSync(tls.certFile, CERT);
    writeFileSync(tls.keyFile, KEY);
    const logFile = join(folder, 'calls.ndjson');
    const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, logFile, delayMs: 0, tls });
    try {
      const url = new URL('/api/v1/1/sendMessage', sandbox.url);
      const status = await new Promise((resolve, reject) => {
        const options = { method: 'POST', ca: CERT };
        request(url, options, (incoming) => resolve(incoming.resume().statusCode))
          .on('error', reject)
          .end();
      });
      expect([url.protocol, status]).toEqual(['https:', 401]);
    } finally {
      await sandbox.close();
    }
  });
});
