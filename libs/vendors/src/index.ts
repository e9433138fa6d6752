export * from './registry';
export * from './vendor';
