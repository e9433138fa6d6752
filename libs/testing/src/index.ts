export * from './a-database';
export * from './a-service';
export * from './builders';
export * from './fake-clock';
export * from './bad-requests';
export * from './memory-bus';
export * from './refusals';
