// Takes push.addressed.v1: saves the targets, then offers the new ones to the lanes. What a lane does not take stays in the database.
import { Controller } from '@nestjs/common';
import { Consumes, countRemarks, type Delivered, type Rejection } from '@offline-push/bus';
import { type PushAddressed, pushAddressed } from '@offline-push/contracts';
import { arrivalsOf, conflictsOf } from './arrival';
import { ArrivalStore } from './arrival.store';
import { pushFlow } from '../dispatch.flows';
import { Lanes } from '../lanes/lanes.steps';
import { strangeVendorsIn } from './strange-vendors';

@Controller()
export class PushAddressedConsumer {
  constructor(
    private readonly arrivals: ArrivalStore,
    private readonly lanes: Lanes,
  ) {}

  @Consumes(pushAddressed, pushFlow)
  async handle(batch: readonly Delivered<PushAddressed>[]): Promise<readonly Rejection[]> {
    const unknownFields = batch.flatMap(({ event }) => strangeVendorsIn(event));
    countRemarks(pushAddressed.name, { unknownFields, oddities: [], repaired: [] });
    const arrivals = arrivalsOf(batch);
    const { fresh, contentHashes } = await this.arrivals.remember(arrivals);
    this.lanes.offer(arrivals.targets.filter((target) => fresh.has(target.targetId)));
    return conflictsOf(batch, contentHashes);
  }
}
