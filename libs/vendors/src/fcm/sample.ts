// A customer that the demo, the stories and the benchmark can show: what Firebase's console and our certificate would hold. Its keys
// were drawn for this file and open nothing.
import { createPublicKey } from 'node:crypto';
import type { VendorSample } from '../fake/vendor-fake';

const packageName = 'com.example.im';
const projectId = 'sample-chat-1a2b3';
const clientEmail = `firebase-adminsdk-x1y2z@${projectId}.iam.gserviceaccount.com`;

const pem = (lines: readonly string[]): string =>
  `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;

const KEY = pem([
  'MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCmsAoaQUzHZigi',
  'BpwqHlzxpgJAw8jrbGPn8U2pBcjcky8EvyeYgndcBahSy07wpEdv9VJh2saa4nks',
  'lvXW/55acx6oxqKeduFjxCqPnuHmUIxar3xhyLkaOtM+kjDDYDCVL613bPFWI64W',
  'FrVcILMyjWMAxgj1HuI5LunUwjXp63nPTkNVyiTYudwhooFbzvVhUPt8vnw3Ny18',
  'ru+93Wf0aKdFWLJOtjiRMrxdclpmYXoHGzwVEqj49dNUFqqDxoYmT0ykGXF0llwu',
  'hT4pgBiJc1u8ceXTgR5pPnI7oaDYuDfIFUZpKCFDOLhsvTLJ3LAXXvPUweYDZ3qh',
  'VPsE+dQXAgMBAAECggEAAmuI4gOzsStvBrtw1f213L5LxxPwnVZoBuyOc5dFaMps',
  'QtXhpcmzIO9mF7mi7kR8UwhNR2VtP79tAfQ5IoN4kZidR9cGcmWIdTHaalZksjrW',
  'JtToaeUHpvVWrtBhi9ygJ/JWwuaehGElPGXdATbqUyARYWf+pkxp/WmMdI3TSY+f',
  'IbjVDphtlxsAKq8ZLMgS8jG+q+xFELZPC0s7W0eG60lDtPh6vI1jeXvJ1za48hsC',
  'zou7MZQarlGc3Spt7cbvyVBy5paD63/O+i0FrDymAeZBb/xIh9dtaFlwCvUvjfTc',
  'ipEHa5MwcjLHKYGFq1mgwJnqBIbSsctZ6EFhhZutkQKBgQDiMS/11sE3SG6sIs0g',
  'bDrJKmf9Wagw297OBcujKKo0J7wmelgY/VTzk880zNWv9mUAwDVtObRM3H6zSNyL',
  'dG3+P/Jw0Zl7xT4ITMcsXFCfRh6nB+B3t68iDYoXjo6hg4FE5SQd+7sgDJisSx0m',
  'a4Yex/qPo/SNKfA55YQfH9hO0QKBgQC8p2kF8t1Kx7F8wlxYOV2hC0XZxTRuVolF',
  'Vsv8ZzlWSbtv6gcAFgVhz/u5Vp1uFQ8yO5ZfynkPc/YznAfrE/SyV5GrP8GbAvUw',
  'gY7B9XTSkwh5cyE7fnAelmYXCdWmpJtN+plzmUBWQ1g/tlwQ+gmXkjS827DnJQ5n',
  'crEJXgO+ZwKBgFD3MGa8d681Q0BkuK5pb2WAw3aBuF285nUyx+DgdoRy0LupQY24',
  'aMdD2oDY7YiuFxt8seMmK67zonrEkwVsKM9AzqSpsloGkZzg9s6fQNCyhdheTnAs',
  'FQmIdSzXf6C69PPXXeVJrYLcX24U+Rs+k+TCyqLOGoTJRU9EI9YMTR5xAoGBAIqz',
  'qwusm/a3C09mtu5GfwhAeYK68umMxjAsuJ1CZ22BmEWYEr2Fcz+O4sxJWkXtRdbw',
  '6IZVHty1rXYUad30NhxJNdhqb7XAXvTizEreZJ3NbJWeh/ht5ZEXksete1+h9m1G',
  'qjvLmPnTWba+JMJ2k0bVP+D6xP2syQJV2MPCU45RAoGBALb+rXhy13jZ4hIOz0Tf',
  'IrzDvXOtiAu6wrl1ZqzoFpTs9ELZEVJF/cYLdxI0aUw9FKAzmOhyCqUlHmpsOkyC',
  '/j5jV2ZsbMy9jLg5ouFWsg+AgO8DyyGRUKvcOmXRWOjxJIvdIkHB00wMnF5xV00D',
  'wN6O2q1R5FShDm0hXqAyhOtS',
]);

/** Of another account. */
const OTHER_KEY = pem([
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDY386iFPNE+BtR',
  'QD7bLZijWnJdcQxiiwFfHDz6yKBCEzfaSes1CbumSFZVErh6i2ordGlHWktQPcph',
  '+WDFQ9VF/VYztNo/6hMKGcj4KhJNoD35MEya1NY8Egx9kcRochCBMQFS7JMoRH/D',
  'rxZOMkMvuJxbDbqoDDW4sAbzI2HYy9MyTXnemo/PM+txFrg8bozliga/kEbUrKAc',
  'nAyiKy/hxXmYNDLELgQJd9hnqCiiimjdcWmW+BojmbLHF7b0SlaVPupoWkbEJikh',
  'k5l+ozbJJ5xazoedTTg8DLTkHwD3P3aEsxHCgwZ70tmBB3EoUjK7eqCNcBEgcpWm',
  'mLtxzFjfAgMBAAECggEAZ5esQ5afRyP+JHb8L0Sd4vV6qHCt+kosuwophJ8dkcJN',
  'TQs++yQtirWF63gYP4zlh2FBQpB6ZhdF2zu8Ai4vKxHiQauTDrGYK5x6dzPdb0/q',
  'GmP8S3774FC8v6RHvZ4yjQtj9wDDIBpsLwQssuhmWF6l7QZnUQsYBCKtBymw/NUq',
  'WCGjCAa3FqWTmG551szQ9SKy2RXf4lfIqpShzNMz7KHTQSyTlPosJtdwGo5E/thv',
  '1ocavCsrIBBzvANJQ90UGVPsvnzMpUvmp939Rsx2X/YsVzHsabjsCrWMiEK+i4po',
  '+4Q8oSO+VhoW+1ux8VV3GMegms/mjOIqoWHoe7WFgQKBgQDyeqViBw4lNURJzn4n',
  'cAqpC78HISVBuTrFZEufoX9Q38mM9oU34gBuviWNrW8pfn16XXXJZ3e3mxdZXUhO',
  '4/UirECZbxzEOZNEt4P183jj5oA6h8/4cHujzWrIOFAMKMrchYxF/mG0mdnACB0/',
  'rN7ejc6utKTg0vP/Z2NTJB7KgQKBgQDk96fe+gxhdrzboKQRyaY9+l4h7A9MduDv',
  'xUT0EhHJybHVwBG8gu8XiW9KZXL8DHdqo2ay49AwZMSKoZ514P003y0Ezo5kCJFd',
  'B5d9huxX4OUtxy79tVGYlucuBmtqEqmKOf0TdyiCHs/auZdSXE94Um7PE1q82/5u',
  '9vlu2UezXwKBgQDDitqiUhQ7N1ipuKeNwFIofzt/UWCNPwZBNx+xTPiyTLZqQkeu',
  'iEhXBmqcdZfmu4YPTx103UbzP1Q2Ef8E99qxKn4x/iQRrmiwCtqVVtJP34vbJ7k0',
  'nelncHnDm34aQC9QZTZ5H6rFjSjILwL/XbahfXSG+VDZqeVxO3wjCUb3gQKBgHlJ',
  'pyc6laxbVZeR9NdnViSmp46YmVIL9wOMIAaaO8oEiauM3thZE4YIS2fBbbOOdwOK',
  'IzDH9NRtzJ8TFfmjgP2s6xAMyui6kSYSi3D3M+MpQr2JMZ87mUmXRkbfJ688y4pp',
  'RWI2UML8x2Y5warjM0WthP00Z3B7qL/nHCJX/t9JAoGAM+YUr6vdBtzKHWFd7Bsm',
  'rcQJF4Qjb59qjnsNLuKXQOqc+BlRIhMX3e62ul3xuSMXGVG8qDBOrMBakD6O0D/U',
  'mhdzhuSwx7uJhKgZFZL/STj2O0rH0/de9j7xtzBKRx+xin0gaKGatNygNTKFNQ/H',
  'R4bKDmAGLcs0JZb4dYJ2gLE=',
]);

const keyFile = {
  type: 'service_account',
  project_id: projectId,
  private_key_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f000112233',
  private_key: KEY,
  client_email: clientEmail,
  client_id: '101112131415161718192',
  auth_uri: 'https://accounts.google.com/o/oauth2/auth',
  token_uri: 'https://oauth2.googleapis.com/token',
  auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
  client_x509_cert_url: 'https://www.googleapis.com/robot/v1/metadata/x509/sample',
  universe_domain: 'googleapis.com',
} as const;

export const sample: VendorSample = {
  // More than any project gets, so that the benchmark measures us and not the limit.
  tenant: {
    projectId,
    serviceAccounts: [
      { clientEmail, publicKeys: [createPublicKey(KEY).export({ type: 'spki', format: 'pem' }).toString()] },
    ],
    packageNames: [packageName],
    messagesPerMinute: 60_000_000,
    deviceMessagesPerMinute: 60_000_000,
    deviceMessagesPerHour: 60_000_000,
  },
  settings: { packageName, channelId: 'chat', click: { action: 'open-app' } },
  credential: keyFile,
  wrongCredential: { ...keyFile, private_key: OTHER_KEY },
};
