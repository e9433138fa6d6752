export * from './a-database';
export * from './a-service';
export { askWithEveryRole } from './ask-with-every-role';
export * from './builders';
export * from './fake-clock';
export * from './memory-bus';
export { refusesBadRequests } from './refuses-bad-requests';
