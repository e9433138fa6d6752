// What receipts have to themselves: connections to the database and a queue to the brokers, so that vendors who call back never keep a
// push waiting.
export const RECEIPTS_DATABASE = Symbol('RECEIPTS_DATABASE');
export const RECEIPTS_PUBLISHER = Symbol('RECEIPTS_PUBLISHER');
