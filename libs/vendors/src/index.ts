export * from './endpoints';
export * from './registry';
export { MemoryShelf } from './shared/memory-shelf';
export { leaveThrough } from './shared/way-out';
export * from './vendor';
