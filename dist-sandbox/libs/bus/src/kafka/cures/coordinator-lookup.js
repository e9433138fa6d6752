// kafkajs looks for a group's coordinator only when it joins; heartbeats and commits go on being sent to the old one, a commit retries
// there for 50 s inside eachBatch (consumer/consumerGroup.js:143, offsetManager/index.js:88). Here it is looked up again; member id and
// generation stay, so that the group does not rebalance. kafkajs tries a commit again for seconds, and after a rejoin with the new generation:
// what another member has committed meanwhile would go back. Here a commit ends with the assignment it was made under.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "coordinatorLookup", {
    enumerable: true,
    get: function() {
        return coordinatorLookup;
    }
});
const _internals = require("../internals");
const _cure = require("./cure");
const MOVED = new Set([
    'GROUP_COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR_FOR_GROUP',
    'GROUP_LOAD_IN_PROGRESS'
]);
const coordinatorLookup = {
    name: 'coordinator-lookup',
    illness: 'Heartbeats and commits go on being sent to a coordinator that is gone.',
    apply () {
        const { ConsumerGroup, errors } = (0, _internals.internals)();
        (0, _internals.patch)(ConsumerGroup, 'heartbeat', async (group, heartbeat, options)=>{
            // Without a coordinator there is nobody to tell; the next heartbeat comes a second later.
            if (!await hasCoordinator(group)) return;
            try {
                await heartbeat(options);
            } catch (error) {
                if (!isMoved(error)) throw error;
                await lookUp(group);
            }
        });
        (0, _internals.patch)(ConsumerGroup, 'commitOffsets', async (group, commit, offsets)=>{
            const isStale = assignmentOf(group, offsets);
            if (!await hasCoordinator(group)) throw new errors.KafkaJSConnectionClosedError("The group's coordinator is unknown");
            if (isStale()) return;
            try {
                await commit(offsets);
            } catch (error) {
                if (isMoved(error)) await lookUp(group);
                throw error;
            }
        });
    }
};
/** An assignment has an offset manager of its own. */ const assignments = new WeakMap();
/** Was the group shared out anew since this commit was first tried? kafkajs tries again with the same object. */ function assignmentOf(group, offsets) {
    if (offsets === undefined) return ()=>false;
    if (!assignments.has(offsets)) assignments.set(offsets, group.offsetManager);
    return ()=>assignments.get(offsets) !== group.offsetManager;
}
const isMoved = (error)=>(0, _cure.isNetworkFailure)(error) || error.type !== undefined && MOVED.has(error.type);
async function hasCoordinator(group) {
    if (!isKnown(group)) await lookUp(group);
    return isKnown(group);
}
/** Is the coordinator still a broker of the current metadata? */ const isKnown = ({ coordinator, cluster })=>coordinator !== null && cluster.brokerPool.brokers[String(coordinator.nodeId)] === coordinator;
const lookUps = new WeakMap();
/** One at a time per group. */ function lookUp(group) {
    const running = lookUps.get(group) ?? findCoordinator(group).finally(()=>lookUps.delete(group));
    lookUps.set(group, running);
    return running;
}
async function findCoordinator(group) {
    try {
        await group.cluster.refreshMetadata().catch(()=>undefined);
        const coordinator = await group.cluster.findGroupCoordinator({
            groupId: group.groupId
        });
        group.coordinator = coordinator;
        if (group.offsetManager) group.offsetManager.coordinator = coordinator;
    } catch  {
    // Not elected yet. kafkajs has logged it; the next heartbeat or commit looks again.
    }
}
