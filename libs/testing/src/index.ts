export * from './a-database';
export * from './a-service';
export * from './builders';
export * from './fake-clock';
export * from './memory-bus';
export { refusesBadRequests } from './refuses-bad-requests';
