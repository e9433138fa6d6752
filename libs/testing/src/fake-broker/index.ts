// A broker that answers by the bytes: for what a real one does too seldom to wait for.
export { type Appended, type ClusterView, FakeBroker } from './broker';
export { int16, int32, int64, list, text } from './frames';
