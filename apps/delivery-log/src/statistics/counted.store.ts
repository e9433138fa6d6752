// Up to when all is counted, over all pods. It only goes on: what was counted stays counted.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';

const ADVANCE = sql(
  'advance-counted',
  `insert into counted as c (flow, up_to_ms) values ($1, $2)
   on conflict (flow) do update set up_to_ms = greatest(c.up_to_ms, excluded.up_to_ms)`,
);
const FIND = sql('find-counted', 'select up_to_ms::float8 as "upToMs" from counted where flow = $1');

@Injectable()
export class CountedStore {
  constructor(private readonly database: Database) {}

  async advance(flow: string, upToMs: number): Promise<void> {
    await this.database.query(ADVANCE, [flow, upToMs]);
  }

  async find(flow: string): Promise<number | undefined> {
    return (await this.database.query<{ upToMs: number }>(FIND, [flow]))[0]?.upToMs;
  }
}
