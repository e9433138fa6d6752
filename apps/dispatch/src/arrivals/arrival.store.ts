// Saves the messages and targets of a slice in one statement. Rows that exist already stay as they are.
import { Injectable } from '@nestjs/common';
import { tokenHashOf } from '@offline-push/contracts';
import { Database, sql } from '@offline-push/service-kit';
import { canonicalTokenOf } from '@offline-push/vendors/catalog';
import type { Arrivals } from './arrival';

/** For so long a new target belongs to the process that read it. If that one dies, others may claim the target after this. */
const HEAD_START_MS = 5_000;

// The update without effect makes the content that won visible in `returning`. Targets with other content are not inserted.
const REMEMBER = sql(
  'remember-arrivals',
  `with known as (
     insert into message (message_key, app, message_id, conversation, content_hash, content, expires_at, traceparent, notes, sent_at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $22::text[],
                          $23::timestamptz[])
     on conflict (message_key) do update set content_hash = message.content_hash
     returning message_key, content_hash
   ), fresh as (
     insert into target (target_id, message_key, app, user_id, device, session, vendor, certificate_id, token, token_hash, expires_at,
                         state, due_at)
     select a.target_id, a.message_key, a.app, a.user_id, a.device, a.session, a.vendor, a.certificate_id, a.token, a.token_hash,
            a.expires_at, 'waiting', now() + $21::integer * interval '1 millisecond'
     from unnest($9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::integer[], $17::text[],
                 $18::text[], $19::timestamptz[], $20::text[])
          as a (target_id, message_key, app, user_id, device, session, vendor, certificate_id, token, token_hash, expires_at, content_hash)
     join known on known.message_key = a.message_key and known.content_hash = a.content_hash
     on conflict (target_id) do nothing
     returning target_id
   )
   select target_id as id, null as content_hash from fresh
   union all
   select message_key, content_hash from known`,
);

export interface Remembered {
  /** Targets that were not known before. */
  fresh: ReadonlySet<string>;
  /** The content hash that counts, by message key. */
  contentHashes: ReadonlyMap<string, string>;
}

@Injectable()
export class ArrivalStore {
  constructor(private readonly database: Database) {}

  async remember({ messages, targets }: Arrivals): Promise<Remembered> {
    if (messages.length === 0) return { fresh: new Set(), contentHashes: new Map() };
    const hashes = new Map(messages.map((message) => [message.messageKey, message.contentHash]));
    const rows = await this.database.query<{ id: string; content_hash: string | null }>(REMEMBER, [
      messages.map((m) => m.messageKey),
      messages.map((m) => m.app),
      messages.map((m) => m.messageId),
      messages.map((m) => m.conversation),
      messages.map((m) => m.contentHash),
      messages.map((m) => m.content),
      messages.map((m) => new Date(m.expiresAtMs)),
      messages.map((m) => m.traceparent ?? null),
      targets.map((t) => t.targetId),
      targets.map((t) => t.messageKey),
      targets.map((t) => t.app),
      targets.map((t) => t.user),
      targets.map((t) => t.device),
      targets.map((t) => t.session),
      targets.map((t) => t.vendor),
      targets.map((t) => t.certificateId),
      targets.map((t) => t.token),
      targets.map((t) => tokenHashOf(t.app, t.vendor, canonicalTokenOf(t.vendor, t.token))),
      targets.map((t) => new Date(t.expiresAtMs)),
      targets.map((t) => hashes.get(t.messageKey)),
      HEAD_START_MS,
      messages.map((m) => (m.notes === undefined ? null : JSON.stringify(m.notes))),
      messages.map((m) => new Date(m.sentAtMs)),
    ]);
    const fresh = rows.filter((row) => row.content_hash === null).map((row) => row.id);
    const known = rows.flatMap((row): [string, string][] =>
      row.content_hash === null ? [] : [[row.id, row.content_hash]],
    );
    return { fresh: new Set(fresh), contentHashes: new Map(known) };
  }
}
