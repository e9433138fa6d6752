// @parse/node-apn: a notification and its phones per call, all over one connection.
import type { Peer } from '../peer';

interface Notification {
  topic: string;
  alert: { title: string; body: string };
  payload: object;
  expiry: number;
  collapseId: string;
  pushType: string;
}
interface NodeApn {
  Provider: new (options: object) => {
    send(
      notification: Notification,
      tokens: readonly string[],
    ): Promise<{ sent: unknown[]; failed: unknown[] }>;
  };
  Notification: new () => Notification;
}

const LIFE_SECONDS = 3_600;

export const nodeApn: Peer = {
  vendor: 'apns',
  packageName: '@parse/node-apn',
  messagesPerCall: 1,
  inFlight: 1_000,
  open({ baseUrl, sample, load }) {
    const { Provider, Notification } = load('@parse/node-apn') as NodeApn;
    const { bundleId } = sample.settings as { bundleId: string };
    const { privateKey, keyId, teamId } = sample.credential as Record<string, string>;
    const { hostname, port } = new URL(baseUrl);
    const token = { key: privateKey, keyId, teamId };
    const provider = new Provider({ address: hostname, port: Number(port), token });
    return {
      async send(messages) {
        for (const { key, title, text, ext, tokens } of messages) {
          const notification = Object.assign(new Notification(), {
            topic: bundleId,
            alert: { title, body: text },
            payload: { ext },
            expiry: Math.floor(Date.now() / 1_000) + LIFE_SECONDS,
            collapseId: key,
            pushType: 'alert',
          });
          const { failed } = await provider.send(notification, tokens);
          if (failed.length > 0) throw new Error(`not accepted: ${JSON.stringify(failed[0])}`);
        }
      },
    };
  },
};
