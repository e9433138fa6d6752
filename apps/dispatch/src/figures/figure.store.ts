// What pods tell of their lanes: the newest of each, and steps of the last hour. Nothing on the push path reads or writes here.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { type PodLane, readBack, written } from './pod-lane';

/** A pod that is alive tells at least each 5 s; of one that is gone nothing is told after this time. */
const GONE_SECONDS = 15;
const FORGOTTEN_AT_ONCE = 5_000;

const TELL = sql(
  'tell-lanes',
  `insert into lane_seen (certificate_id, pod, seen_at, body)
   select told.id, $1, now(), told.body from unnest($2::integer[], $3::text[]) as told (id, body)
   on conflict (certificate_id, pod) do update set seen_at = excluded.seen_at, body = excluded.body`,
);
const FORGET_GONE = sql(
  'forget-lanes-of-gone-pods',
  `delete from lane_seen where seen_at < now() - make_interval(secs => ${GONE_SECONDS})`,
);
const LEAVE = sql('forget-lanes-of-this-pod', 'delete from lane_seen where pod = $1');
const OF_OTHERS = sql(
  'lanes-of-other-pods',
  `select certificate_id as id, body from lane_seen
   where certificate_id = any($1::integer[]) and pod <> $2 and seen_at > now() - make_interval(secs => ${GONE_SECONDS})`,
);

const ADD_STEPS = sql(
  'add-lane-steps',
  `insert into lane_step (certificate_id, at_ms, pod, body)
   select told.id, $1, $2, told.body from unnest($3::integer[], $4::text[]) as told (id, body)
   on conflict (certificate_id, at_ms, pod) do nothing`,
);
// Certificate 0 is none: of all pods the one that writes this row counts what waits.
const BEGIN_STEP = sql(
  'begin-lane-step',
  `insert into lane_step (certificate_id, at_ms, pod, body) values (0, $1, '', '')
   on conflict (certificate_id, at_ms, pod) do nothing returning at_ms`,
);
const STEPS = sql(
  'list-lane-steps',
  `select at_ms::float8 as "atMs", pod, body from lane_step where certificate_id = $1 and at_ms >= $2 order by at_ms`,
);
const FORGET_STEPS = sql(
  'forget-lane-steps',
  `delete from lane_step where (certificate_id, at_ms, pod) in (
     select certificate_id, at_ms, pod from lane_step where at_ms < $1 limit ${FORGOTTEN_AT_ONCE})`,
);

export interface StepRow {
  readonly atMs: number;
  /** Empty: what waited when the step began. */
  readonly pod: string;
  readonly body: string;
}

@Injectable()
export class FigureStore {
  constructor(private readonly database: Database) {}

  async tell(pod: string, lanes: ReadonlyMap<number, PodLane>): Promise<void> {
    if (lanes.size === 0) return;
    await this.database.query(TELL, [pod, [...lanes.keys()], [...lanes.values()].map(written)]);
  }

  async leave(pod: string): Promise<void> {
    await this.database.query(LEAVE, [pod]);
  }

  /** By certificate id. */
  async ofOthers(certificateIds: readonly number[], pod: string): Promise<Map<number, PodLane[]>> {
    const rows = await this.database.query<{ id: number; body: string }>(OF_OTHERS, [certificateIds, pod]);
    const lanes = new Map<number, PodLane[]>();
    for (const { id, body } of rows) lanes.set(id, [...(lanes.get(id) ?? []), readBack(body)]);
    return lanes;
  }

  async addSteps(atMs: number, pod: string, bodies: ReadonlyMap<number, string>): Promise<void> {
    if (bodies.size === 0) return;
    await this.database.query(ADD_STEPS, [atMs, pod, [...bodies.keys()], [...bodies.values()]]);
  }

  /** True in one of the pods. */
  async beginStep(atMs: number): Promise<boolean> {
    return (await this.database.query(BEGIN_STEP, [atMs])).length === 1;
  }

  async steps(certificateId: number, fromMs: number): Promise<StepRow[]> {
    return this.database.query<StepRow>(STEPS, [certificateId, fromMs]);
  }

  async forget(beforeMs: number): Promise<void> {
    await this.database.query(FORGET_GONE, []);
    await this.database.query(FORGET_STEPS, [beforeMs]);
  }
}
