// firebase-admin: up to 500 messages per call, each call over a connection of its own. Its host is a constant, so its connections are led
// to the fake; what it sends stays its own but for one thing: it writes the scheme as "https:", which Node's server refuses.
import { createSign } from 'node:crypto';
import http2, { type ClientHttp2Session } from 'node:http2';
import type { Peer } from '../peer';

interface Messaging {
  sendEach(
    messages: object[],
  ): Promise<{ failureCount: number; responses: { success: boolean; error?: unknown }[] }>;
}
interface AppModule {
  initializeApp(options: { projectId: string | undefined; credential: object }): unknown;
}
interface MessagingModule {
  getMessaging(app: unknown): Messaging;
}

const HOUR_SECONDS = 3_600;

export const firebaseAdmin: Peer = {
  vendor: 'fcm',
  packageName: 'firebase-admin',
  messagesPerCall: 500,
  inFlight: 4,
  async open({ baseUrl, sample, load }) {
    const keyFile = sample.credential as Record<string, string>;
    const { packageName, channelId } = sample.settings as Record<string, string>;
    const accessToken = await logIn(baseUrl, keyFile);
    leadConnectionsTo(new URL(baseUrl));
    const credential = {
      getAccessToken: () => Promise.resolve({ access_token: accessToken, expires_in: HOUR_SECONDS }),
    };
    const { initializeApp } = load('firebase-admin/app') as AppModule;
    const { getMessaging } = load('firebase-admin/messaging') as MessagingModule;
    const messaging = getMessaging(initializeApp({ projectId: keyFile['project_id'], credential }));
    return {
      async send(messages) {
        const wishes = messages.flatMap(({ key, title, text, ext, tokens }) =>
          tokens.map((token) => ({
            token,
            notification: { title, body: text },
            data: { ext },
            android: {
              priority: 'high',
              ttl: HOUR_SECONDS * 1_000,
              restrictedPackageName: packageName,
              notification: { channelId, tag: key },
            },
          })),
        );
        const { failureCount, responses } = await messaging.sendEach(wishes);
        if (failureCount > 0)
          throw new Error(`not accepted: ${String(responses.find(({ success }) => !success)?.error)}`);
      },
    };
  },
};

/** The library's own login goes to a constant host too; it is no part of what is measured. */
async function logIn(baseUrl: string, keyFile: Record<string, string>): Promise<string> {
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    iss: keyFile['client_email'],
    scope: 'https://www.googleapis.com/auth/firebase.messaging',
    aud: keyFile['token_uri'],
    iat: nowSeconds,
    exp: nowSeconds + HOUR_SECONDS,
  };
  const unsigned = `${part({ alg: 'RS256', typ: 'JWT', kid: keyFile['private_key_id'] })}.${part(claims)}`;
  const signature = createSign('RSA-SHA256')
    .update(unsigned)
    .sign(keyFile['private_key'] ?? '', 'base64url');
  const response = await fetch(`${baseUrl}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: `${unsigned}.${signature}`,
    }),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`no access token: ${response.status}`);
  return token;
}

function leadConnectionsTo({ origin, pathname }: URL): void {
  const connect = http2.connect;
  http2.connect = ((...[, options]: Parameters<typeof connect>) => {
    // The fake serves the strictest vendor too: one stream until the first request has told whose it is.
    const session: ClientHttp2Session = connect(origin, { ...options, peerMaxConcurrentStreams: 1 });
    const request = session.request.bind(session);
    session.request = (headers, more) => {
      const { ':path': path = '', ...others } = headers as Record<string, string>;
      return request({ ...others, ':scheme': 'https', ':path': pathname + path }, more);
    };
    return session;
  }) as typeof connect;
}
