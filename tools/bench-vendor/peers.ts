// Client libraries that others wrote for the same vendors, driven as their pages say, with the same messages.
import type { VendorSample } from '@offline-push/vendors/fakes';
import type { Message } from './load';

export interface Peer {
  readonly vendor: string;
  readonly packageName: string;
  /** Sends that its caller keeps in flight: more gave it nothing. */
  readonly inFlight: number;
  /** What its customer is allowed beyond the sample: a call for each message runs into limits that ours does not. */
  readonly tenant?: object;
  open(connection: PeerConnection): PeerClient;
}

export interface PeerConnection {
  readonly baseUrl: string;
  readonly sample: VendorSample;
  /** Loads a package from the place where the peers are installed. */
  load(packageName: string): unknown;
}

export interface PeerClient {
  /** Rejects unless the vendor accepted all of it. */
  send(message: Message): Promise<void>;
}

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

export const PEERS: readonly Peer[] = [
  {
    vendor: 'xiaomi',
    packageName: 'push-xiaomi',
    inFlight: 400,
    tenant: { requestsPerSecond: 1_000_000 },
    open({ baseUrl, sample, load }) {
      const { packageName } = sample.settings as { packageName: string };
      const { appSecret } = sample.credential as { appSecret: string };
      const pushUrl = `${baseUrl}/v3/message/regid`;
      const Client = load('push-xiaomi') as PushXiaomiClass;
      const client = new Client({ appSecret, appPkgName: packageName, pushUrl });
      return {
        send: ({ title, text, ext, tokens }) =>
          new Promise((resolve, reject) => {
            const finish = ({ success_total: count }: { success_total: number }) =>
              count === tokens.length
                ? resolve()
                : reject(new Error(`${count} of ${tokens.length} accepted`));
            client
              .push({ title, content: text, payload: ext, list: [...tokens], fail: reject, finish })
              .catch(reject);
          }),
      };
    },
  },
];

export const peerOf = (vendor: string): Peer | undefined => PEERS.find((peer) => peer.vendor === vendor);
