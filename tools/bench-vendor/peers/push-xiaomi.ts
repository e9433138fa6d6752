// push-xiaomi knows one content for a list of phones, and no call for different messages.
import type { Peer } from '../peer';

interface PushXiaomi {
  push(wish: {
    title: string;
    content: string;
    payload: string;
    list: string[];
    fail(error: Error): void;
    finish(sum: { success_total: number }): void;
  }): Promise<void>;
}
type PushXiaomiClass = new (options: Record<string, unknown>) => PushXiaomi;

export const pushXiaomi: Peer = {
  vendor: 'xiaomi',
  packageName: 'push-xiaomi',
  messagesPerCall: 1,
  inFlight: 400,
  // It knows no channels.
  tenant: { requestsPerSecond: 1_000_000, defaultClass: true },
  open({ baseUrl, sample, load }) {
    const { packageName } = sample.settings as { packageName: string };
    const { appSecret } = sample.credential as { appSecret: string };
    const Client = load('push-xiaomi') as PushXiaomiClass;
    const client = new Client({
      appSecret,
      appPkgName: packageName,
      pushUrl: `${baseUrl}/v3/message/regid`,
    });
    return {
      async send(messages) {
        for (const { title, text, ext, tokens } of messages)
          await new Promise<void>((resolve, reject) => {
            const finish = ({ success_total: count }: { success_total: number }) =>
              count === tokens.length
                ? resolve()
                : reject(new Error(`${count} of ${tokens.length} accepted`));
            const wish = { title, content: text, payload: ext, list: [...tokens], fail: reject, finish };
            client.push(wish).catch(reject);
          });
      },
    };
  },
};
