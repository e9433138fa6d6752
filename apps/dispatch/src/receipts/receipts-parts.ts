// Receipts have their own connections to the database and their own queue to the brokers, so that callbacks never keep a push waiting.
export const RECEIPTS_DATABASE = Symbol('RECEIPTS_DATABASE');
export const RECEIPTS_PUBLISHER = Symbol('RECEIPTS_PUBLISHER');
