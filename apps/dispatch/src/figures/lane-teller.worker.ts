// Tells the other pods once a second how this one's lanes are, and keeps figures of the last hour. A lane that did not change costs nothing
// but a sign of life each five seconds. What it fails to write is missing on a screen and nowhere else.
import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, Rounds } from '@offline-push/service-kit';
import { podLaneOf } from '../http/lane-answer';
import { WaitingStore } from '../http/waiting.store';
import type { OpenLane } from '../lanes/lane-opener.steps';
import { Lanes } from '../lanes/lanes.steps';
import { FigureStore } from './figure.store';
import { HOUR_MS, stepBody, stepOf, STEP_MS, waitedBody } from './history';
import { type PodLane, written } from './pod-lane';

const EVERY_MS = 1_000;
const SIGN_OF_LIFE_MS = 5_000;

@Injectable()
export class LaneTeller implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Another one after each start: what the process before told is no longer true. */
  readonly pod = randomUUID();
  private readonly rounds = new Rounds('lane-figures', EVERY_MS, () => this.round());
  private readonly told = new Map<number, { body: string; atMs: number }>();
  private stepMs = 0;

  constructor(
    private readonly lanes: Lanes,
    private readonly figures: FigureStore,
    private readonly waiting: WaitingStore,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    // A database that is away keeps no stop back: others forget this pod by its silence.
    await this.figures.leave(this.pod).catch(() => undefined);
  }

  /** As it is now, in this process. */
  ofThisPod(certificateId: number): PodLane | undefined {
    const open = this.lanes.openLane(certificateId);
    return open && laneOf(open);
  }

  private async round(): Promise<void> {
    await this.tellChanged();
    const stepMs = stepOf(this.clock.nowMs());
    if (stepMs === this.stepMs) return;
    const before = this.stepMs;
    this.stepMs = stepMs;
    if (before > 0) await this.endStep(before);
    if (await this.figures.beginStep(stepMs)) await this.countWaiting(stepMs);
  }

  private async tellChanged(): Promise<void> {
    const nowMs = performance.now();
    const changed = new Map<number, PodLane>();
    for (const open of this.lanes.all()) {
      const { certificateId } = open.lane;
      const lane = laneOf(open);
      const [body, told] = [written(lane), this.told.get(certificateId)];
      if (told?.body === body && nowMs - told.atMs < SIGN_OF_LIFE_MS) continue;
      changed.set(certificateId, lane);
      this.told.set(certificateId, { body, atMs: nowMs });
    }
    await this.figures.tell(this.pod, changed);
  }

  private async endStep(atMs: number): Promise<void> {
    const bodies = new Map<number, string>();
    for (const { lane } of this.lanes.all()) {
      const body = stepBody(lane.tally.takeStep());
      if (body !== undefined) bodies.set(lane.certificateId, body);
    }
    await this.figures.addSteps(atMs, this.pod, bodies);
  }

  private async countWaiting(atMs: number): Promise<void> {
    await this.figures.forget(atMs - HOUR_MS - STEP_MS);
    const waiting = await this.waiting.counts(this.lanes.all().map(({ lane }) => lane.certificateId));
    const bodies = new Map([...waiting].map(([id, backlog]) => [id, waitedBody({ backlog })]));
    await this.figures.addSteps(atMs, '', bodies);
  }
}

function laneOf(open: OpenLane): PodLane {
  const nowMs = performance.now();
  const { tally } = open.lane;
  return podLaneOf(open.copy, open, { latency: tally.latency(nowMs), errors: tally.errors(nowMs) });
}
