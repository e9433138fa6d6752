// push.gated.v1 in, push.addressed.v1 out: which token reaches each device that may be pushed?
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered, outgoing, Publisher } from '@offline-push/bus';
import { pushAddressed, pushGated, type PushGated } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { address } from './address';
import { AddressStore } from './address.store';
import { push } from './device-bindings.flows';
import { deviceIdOf, type DeviceKey } from './facts';
import { countAddressed } from './metrics';

@Controller()
export class PushGatedConsumer {
  constructor(
    private readonly bindings: AddressStore,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
  ) {}

  @Consumes(pushGated, push)
  async handle(batch: readonly Delivered<PushGated>[]): Promise<void> {
    const devices = devicesOf(batch);
    if (devices.length === 0) return;
    const known = await this.bindings.knownOf(devices);
    const nowMs = this.clock.nowMs();
    const addressed = batch.map(({ event }) => address(event, known, nowMs));
    await this.publisher.publish(
      addressed.flatMap((records, i) =>
        records.map((record) => outgoing(pushAddressed, record, batch[i]?.traceparent)),
      ),
    );
    countAddressed(addressed.flat(), this.clock.nowMs());
  }
}

function devicesOf(batch: readonly Delivered<PushGated>[]): DeviceKey[] {
  const devices = new Map<string, DeviceKey>();
  for (const { event } of batch)
    for (const { user, device } of event.onward) {
      const key = { app: event.app, user, device };
      devices.set(deviceIdOf(key), key);
    }
  return [...devices.values()];
}
