// What a thread with a door needs, and nothing of Nest: a thread is started in a moment and small.
export { answering, Asking } from './asking';
export { Buckets } from './buckets';
export { Door, type DoorLimits } from './door';
export {
  closeIn,
  closeThreadDoor,
  listenIn,
  openThreadDoor,
  portOfThread,
  type ThreadDoor,
} from './thread-door';
