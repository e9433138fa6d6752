// What specs of the bus drive it with: the worlds, pods and recorders of the conformance suite.
export { KafkaWorld } from './kafka-world';
export { eventually, Pods, TEST_OPTIONS } from './pods';
export { readAll } from './read-all';
export { Door, Recorder } from './recorder';
export { aRecord } from './records';
export { freshTopic, type Step, steps } from './world';
