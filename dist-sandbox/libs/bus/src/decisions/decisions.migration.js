// The table `decision`: what a hop decided of a message, until nobody can read that message again.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "DecisionsMigration1", {
    enumerable: true,
    get: function() {
        return DecisionsMigration1;
    }
});
let DecisionsMigration1 = class DecisionsMigration1 {
    /** TypeORM orders migrations by the time at the end of their names. */ name = 'DecisionsMigration1790000000002';
    async up(runner) {
        // One row a message: at a thousand messages a second the table grows by 86 M rows a day, and as many go. Rows of one age lie together,
        // and the vacuum must not wait for a fifth of them.
        await runner.query(`
      create table decision (
        message text collate "C" primary key,
        content text collate "C" not null,
        decided text collate "C" not null,
        decided_at timestamptz not null default now()
      ) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05)`);
        await runner.query('create index decision_age on decision (decided_at)');
        await runner.query(`comment on column decision.message is 'messageKeyOf(app, messageId)'`);
        await runner.query(`comment on column decision.content is 'the hash of what the message shows'`);
        await runner.query(`comment on column decision.decided is 'the lists, packed by the service'`);
    }
    async down(runner) {
        await runner.query('drop table decision');
    }
};
