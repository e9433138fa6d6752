// The SQL of the outbox. All times are the database's.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "OutboxStore", {
    enumerable: true,
    get: function() {
        return OutboxStore;
    }
});
const APPEND = {
    name: 'outbox-append',
    text: 'insert into outbox (records, topic, compacted_key) values ($1, $2, $3) returning id::text'
};
const REMOVE = {
    name: 'outbox-remove',
    text: 'delete from outbox where id = any($1::bigint[])'
};
const KEEP = {
    name: 'outbox-keep',
    text: `update outbox set due_at = now() + interval '2 seconds' where id = any($1::bigint[])`
};
const CLAIM = {
    name: 'outbox-claim',
    text: `
    update outbox set due_at = now() + interval '2 seconds'
    where id in (
      select id from outbox where due_at <= now() and refused is null and topic <> all($2::text[])
        and (compacted_key is null or not exists (
          select from outbox older where older.compacted_key = outbox.compacted_key and older.topic = outbox.topic
            and older.id < outbox.id and older.refused is null))
      order by id limit $1 for update skip locked)
    returning id::text, topic, compacted_key is not null as compacted, records`
};
const HINDERED = {
    name: 'outbox-hindered',
    text: `
    select id::text from outbox where id = any($1::bigint[]) and exists (
      select from outbox older where older.compacted_key = outbox.compacted_key and older.topic = outbox.topic
        and older.id < outbox.id and older.id <> all($2::bigint[]) and older.refused is null)`
};
const TRY_AGAIN = {
    name: 'outbox-try-again',
    text: `
    update outbox set refused = null, due_at = now()
    where id in (select id from outbox where refused is not null order by id limit $1 for update skip locked)
    returning id::text`
};
const REFUSE = {
    name: 'outbox-refuse',
    text: 'update outbox set refused = $2 where id = $1::bigint'
};
const OLDEST = {
    name: 'outbox-oldest',
    text: `select extract(epoch from now() - created_at)::float8 as seconds from outbox order by id limit 1`
};
let OutboxStore = class OutboxStore {
    database;
    constructor(database){
        this.database = database;
    }
    /** In the caller's transaction. */ async append(tx, { records, topic, compactedKey }) {
        const [row] = await tx.query(APPEND, [
            records,
            topic,
            compactedKey
        ]);
        if (row === undefined) throw new Error('the outbox did not take the row');
        return row.id;
    }
    async remove(ids) {
        await this.database.query(REMOVE, [
            ids
        ]);
    }
    /** Keeps rows that wait in this process out of the hands of other relays, for two more seconds. */ async keep(ids) {
        await this.database.query(KEEP, [
            ids
        ]);
    }
    /** Rows that no living process publishes, oldest first, but for these topics. They are this process's for two seconds. */ async claim(limit, exceptTopics) {
        const rows = await this.database.query(CLAIM, [
            limit,
            exceptTopics
        ]);
        return rows.sort((one, other)=>BigInt(one.id) < BigInt(other.id) ? -1 : 1);
    }
    /** Those of the rows that must wait: an older row of their key is not published yet. `ahead`: rows that went before, or go with them. */ async hindered(ids, ahead) {
        const rows = await this.database.query(HINDERED, [
            ids,
            ahead
        ]);
        return rows.map(({ id })=>id);
    }
    /** Rows that were set aside are due again. */ async tryAgain(limit) {
        return (await this.database.query(TRY_AGAIN, [
            limit
        ])).length;
    }
    /** Sets a row aside that the broker refuses. It stays, and the age of the oldest row gives the alarm. */ async refuse(id, why) {
        await this.database.query(REFUSE, [
            id,
            why
        ]);
    }
    /** 0: nothing waits. */ async oldestSeconds() {
        const [row] = await this.database.query(OLDEST, []);
        return row?.seconds ?? 0;
    }
};
