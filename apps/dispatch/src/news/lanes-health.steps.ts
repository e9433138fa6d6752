// What the probe says of the lanes. One bad certificate takes no pod out of service: it is a note beside "ok". A pod whose key ring opens
// none of its credentials can send nothing: it is not ready, so that a rollout with a wrong ring stops at its first pod.
import { Injectable } from '@nestjs/common';
import { Lanes } from '../lanes/lanes.steps';

@Injectable()
export class LanesHealth {
  readonly name = 'lanes';

  constructor(private readonly lanes: Lanes) {}

  isAlive(): boolean {
    return true;
  }

  isReady(): boolean {
    return this.lanes.count === 0 || this.unopened().length < this.lanes.count;
  }

  waitsFor(): readonly string[] {
    return ['SEAL_KEYS opens none of the credentials', ...this.unopened()];
  }

  /** Those that only a person can mend come first. */
  notes(): readonly string[] {
    const refused = this.lanes.ills().filter(({ is }) => is === 'refused');
    return [...this.unopened(), ...refused.map(({ words }) => words)];
  }

  private unopened(): string[] {
    return this.lanes.ills().flatMap(({ is, words }) => (is === 'unopened' ? [words] : []));
  }
}
