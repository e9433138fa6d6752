// The second of two doors of this library: the clients of all vendors, for whoever calls one. The first is catalog.ts.
export * from './endpoints';
export * from './registry';
export { MemoryShelf } from './shared/access/memory-shelf';
export { Rehearsal, type Rehearsed } from './shared/http/rehearsal';
export { leaveThrough } from './shared/network/way-out';
export * from './vendor';
