// What services see of the outbox.
export { Outbox, type OutboxTicket } from './outbox';
export { OutboxMigration1, OutboxMigration2 } from './outbox.migration';
export { OutboxModule } from './outbox.module';
export type { BusDatabase } from './outbox.store';
