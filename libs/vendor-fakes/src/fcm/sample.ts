// A customer that the demo, the stories and the benchmark can show: what Firebase's console and our certificate would hold.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { VendorSample } from '../host/vendor-fake';

const packageName = 'com.example.im';
const projectId = 'sample-chat-1a2b3';
const emailOf = (account: string) => `${account}@${projectId}.iam.gserviceaccount.com`;

/** The key of the worked example in RFC 7515, A.2.1: printed in a standard, it opens nothing. */
const key = createPrivateKey({ format: 'jwk', key: rfc7515Key() });

const keyFile = {
  type: 'service_account',
  project_id: projectId,
  private_key_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f000112233',
  private_key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  client_email: emailOf('firebase-adminsdk-x1y2z'),
  client_id: '101112131415161718192',
  auth_uri: 'https://accounts.google.com/o/oauth2/auth',
  token_uri: 'https://oauth2.googleapis.com/token',
  auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
  client_x509_cert_url: 'https://www.googleapis.com/robot/v1/metadata/x509/sample',
  universe_domain: 'googleapis.com',
} as const;

export const sample: VendorSample = {
  phoneName: 'Pixel 9',
  // More than any project gets, so that the benchmark measures us and not the limit.
  tenant: {
    projectId,
    serviceAccounts: [
      {
        clientEmail: keyFile.client_email,
        publicKeys: [createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()],
      },
    ],
    packageNames: [packageName],
    messagesPerMinute: 60_000_000,
    deviceMessagesPerMinute: 60_000_000,
    deviceMessagesPerHour: 60_000_000,
  },
  settings: { packageName, channelId: 'chat', click: { action: 'open-app' } },
  credential: keyFile,
  // Of an account that was deleted.
  wrongCredential: { ...keyFile, client_email: emailOf('firebase-adminsdk-gone0') },
};

function rfc7515Key() {
  return {
    kty: 'RSA',
    n: 'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ',
    e: 'AQAB',
    d: 'Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui395IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V51gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ',
    p: '4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc',
    q: 'uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA-njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc',
    dp: 'BwKfV3Akq5_MFZDFZCnW-wzl-CCo83WoZvnLQwCTeDv8uzluRSnm71I3QCLdhrqE2e9YkxvuxdBfpT_PI7Yz-FOKnu1R6HsJeDCjn12Sk3vmAktV2zb34MCdy7cpdTh_YVr7tss2u6vneTwrA86rZtu5Mbr1C1XsmvkxHQAdYo0',
    dq: 'h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwkOlODsWa7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0ajaHF-NKJnwgjMd2w9cjz3_-kyNlxAr2v4IKhGNpmM5iIgOS1VZnOZ68m6_pbLBSp3nssTdlqvd0tIiTHU',
    qi: 'IYd7DHOhrWvxkwPQsRM2tOgrjbcrfvtQJipd-DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd_QJQ3ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW0ITrJReOgo1cq9SbsxYawBgfp_gh6A5603k2-ZQwVK0JKSHuLFkuQ3U',
  };
}
