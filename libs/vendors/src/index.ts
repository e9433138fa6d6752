export * from './vendor';
