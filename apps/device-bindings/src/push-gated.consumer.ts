// push.gated.v1 in, push.addressed.v1 out: which token reaches each device that may be pushed?
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered, outgoing, Publisher } from '@offline-push/bus';
import { pushAddressed, pushGated, type PushGated } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { address } from './address';
import { AddressStore } from './address.store';
import { push } from './device-bindings.flows';
import { sessionIdOf, type SessionKey } from './facts';
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
    const sessions = sessionsOf(batch);
    if (sessions.length === 0) return;
    const known = await this.bindings.knownOf(sessions);
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

/** Each session once: most devices have one. */
function sessionsOf(batch: readonly Delivered<PushGated>[]): SessionKey[] {
  const sessions = new Map<string, SessionKey>();
  for (const { event } of batch)
    for (const { user, device, session } of event.onward) {
      const key = { app: event.app, user, device, session };
      sessions.set(sessionIdOf(key), key);
    }
  return [...sessions.values()];
}
