export * from './a-database';
export * from './builders';
export * from './fake-clock';
