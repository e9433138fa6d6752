// The table `outbox`: records that a transaction decided to publish, until they are published.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get OutboxMigration1 () {
        return OutboxMigration1;
    },
    get OutboxMigration2 () {
        return OutboxMigration2;
    }
});
let OutboxMigration1 = class OutboxMigration1 {
    /** TypeORM orders migrations by the time at the end of their names. */ name = 'OutboxMigration1790000000001';
    async up(runner) {
        // A row lives for milliseconds: room in the page keeps its updates out of the index, and the vacuum comes early.
        await runner.query(`
      create table outbox (
        id bigint generated always as identity primary key,
        records bytea not null,
        created_at timestamptz not null default now(),
        due_at timestamptz not null default now() + interval '2 seconds',
        refused text
      ) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)`);
        await runner.query(`comment on column outbox.records is 'the list of records, as JSON in UTF-8'`);
        await runner.query(`comment on column outbox.due_at is 'until then its process publishes it; after that any relay does'`);
        await runner.query(`comment on column outbox.refused is 'why the broker did not take it; it is tried again hourly and at each start'`);
    }
    async down(runner) {
        await runner.query('drop table outbox');
    }
};
let OutboxMigration2 = class OutboxMigration2 {
    name = 'OutboxMigration1796120000000';
    async up(runner) {
        await runner.query(`
      alter table outbox add column topic text not null default '', add column compacted_key text`);
        await runner.query(`
      create index outbox_compacted_key on outbox (topic, compacted_key, id) where compacted_key is not null`);
        await runner.query(`comment on column outbox.topic is 'of all of its records'`);
        await runner.query(`comment on column outbox.compacted_key is 'in a topic that keeps the newest record of a key: older rows of the key go first'`);
    }
    async down(runner) {
        await runner.query('drop index outbox_compacted_key');
        await runner.query('alter table outbox drop column topic, drop column compacted_key');
    }
};
