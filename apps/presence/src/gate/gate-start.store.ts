// When the gate was started for the first time: what happened before, it cannot know.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';

const STARTED = sql(
  'gate-started',
  `select floor(extract(epoch from started_at) * 1000)::float8 as "startedAtMs" from gate_start`,
);

@Injectable()
export class GateStartStore {
  private startedAtMs: number | undefined;

  constructor(private readonly database: Database) {}

  async find(): Promise<number> {
    return (this.startedAtMs ??= await this.read());
  }

  private async read(): Promise<number> {
    const [row] = await this.database.query<{ startedAtMs: number }>(STARTED, []);
    return row?.startedAtMs ?? 0;
  }
}
