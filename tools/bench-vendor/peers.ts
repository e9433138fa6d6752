// All peers. A vendor without one is measured alone.
import type { Peer } from './peer';
import { firebaseAdmin } from './peers/firebase-admin';
import { nodeApn } from './peers/node-apn';
import { pushXiaomi } from './peers/push-xiaomi';

const PEERS: readonly Peer[] = [pushXiaomi, nodeApn, firebaseAdmin];

export const peerOf = (vendor: string): Peer | undefined => PEERS.find((peer) => peer.vendor === vendor);
