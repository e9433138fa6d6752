// kafkajs looks for a group's coordinator only when it joins. Heartbeats and commits go on being sent to the old one, and a commit is
// retried there for 50 s inside eachBatch (consumer/consumerGroup.js:143, offsetManager/index.js:88). This cure looks it up again; member
// id and generation stay, so that the group does not rebalance. kafkajs also retries a commit after a rejoin, with the new generation,
// which would undo later commits of another member. With this cure a commit ends with the assignment it was made under.
import { type ConsumerGroupInstance, internals, type KafkaFailure, patch } from '../internals';
import { type Cure, isNetworkFailure } from './cure';

const MOVED = new Set([
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR_FOR_GROUP',
  'GROUP_LOAD_IN_PROGRESS',
]);

export const coordinatorLookup: Cure = {
  name: 'coordinator-lookup',
  illness: 'Heartbeats and commits go on being sent to a coordinator that is gone.',
  apply() {
    const { ConsumerGroup, errors } = internals();
    patch(ConsumerGroup, 'heartbeat', async (group, heartbeat, options) => {
      // There is no coordinator to send it to. The next heartbeat comes a second later.
      if (!(await hasCoordinator(group))) return;
      try {
        await heartbeat(options);
      } catch (error) {
        if (!isMoved(error as KafkaFailure)) throw error;
        await lookUp(group);
      }
    });
    patch(ConsumerGroup, 'commitOffsets', async (group, commit, offsets) => {
      const isStale = assignmentOf(group, offsets);
      if (!(await hasCoordinator(group)))
        throw new errors.KafkaJSConnectionClosedError("The group's coordinator is unknown");
      if (isStale()) return;
      try {
        await commit(offsets);
      } catch (error) {
        if (isMoved(error as KafkaFailure)) await lookUp(group);
        throw error;
      }
    });
  },
};

/** Each assignment has its own offset manager, which identifies it. */
const assignments = new WeakMap<object, ConsumerGroupInstance['offsetManager']>();

/** Tells whether the group was rebalanced since this commit was first tried. kafkajs retries with the same object. */
function assignmentOf(group: ConsumerGroupInstance, offsets: object | undefined): () => boolean {
  if (offsets === undefined) return () => false;
  if (!assignments.has(offsets)) assignments.set(offsets, group.offsetManager);
  return () => assignments.get(offsets) !== group.offsetManager;
}

const isMoved = (error: KafkaFailure): boolean =>
  isNetworkFailure(error) || (error.type !== undefined && MOVED.has(error.type));

async function hasCoordinator(group: ConsumerGroupInstance): Promise<boolean> {
  if (!isKnown(group)) await lookUp(group);
  return isKnown(group);
}

/** True if the coordinator is a broker of the current metadata. */
const isKnown = ({ coordinator, cluster }: ConsumerGroupInstance): boolean =>
  coordinator !== null && cluster.brokerPool.brokers[String(coordinator.nodeId)] === coordinator;

const lookUps = new WeakMap<ConsumerGroupInstance, Promise<void>>();

/** At most one look-up at a time per group. */
function lookUp(group: ConsumerGroupInstance): Promise<void> {
  const running = lookUps.get(group) ?? findCoordinator(group).finally(() => lookUps.delete(group));
  lookUps.set(group, running);
  return running;
}

async function findCoordinator(group: ConsumerGroupInstance): Promise<void> {
  try {
    await group.cluster.refreshMetadata().catch(() => undefined);
    const coordinator = await group.cluster.findGroupCoordinator({ groupId: group.groupId });
    group.coordinator = coordinator;
    if (group.offsetManager) group.offsetManager.coordinator = coordinator;
  } catch {
    // Not elected yet. kafkajs has logged it; the next heartbeat or commit looks again.
  }
}
