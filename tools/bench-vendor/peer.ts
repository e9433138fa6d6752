// A client library that others wrote for the same vendor, driven as its pages say, with the same messages.
import type { VendorSample } from '@offline-push/vendor-fakes';
import type { Message } from './load';

export interface Peer {
  readonly vendor: string;
  readonly packageName: string;
  /** Messages that one call of the library takes. */
  readonly messagesPerCall: number;
  /** Calls that its user keeps in flight: more gave it nothing. */
  readonly inFlight: number;
  /** What its customer is allowed beyond the sample: a request for each message runs into limits that ours does not. */
  readonly tenant?: object;
  open(connection: PeerConnection): Promise<PeerClient> | PeerClient;
}

interface PeerConnection {
  readonly baseUrl: string;
  readonly sample: VendorSample;
  /** Loads a module from the place where the peers are installed. */
  load(module: string): unknown;
}

interface PeerClient {
  /** Rejects unless the vendor accepted all of it. */
  send(messages: readonly Message[]): Promise<void>;
}
