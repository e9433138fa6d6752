export * from './endpoints';
export * from './registry';
export { MemoryShelf } from './shared/memory-shelf';
export * from './vendor';
