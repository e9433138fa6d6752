// The lanes' part of the readiness probe. A bad certificate is a note beside "ok", and takes no pod out of service. A pod whose key ring
// opens none of the credentials is not ready, so that a rollout with a wrong key ring stops at its first pod.
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

  /** Credentials that cannot be opened come first, because only a person can mend that. */
  notes(): readonly string[] {
    const refused = this.lanes.problems().filter(({ is }) => is === 'refused');
    return [...this.unopened(), ...refused.map(({ words }) => words)];
  }

  private unopened(): string[] {
    return this.lanes.problems().flatMap(({ is, words }) => (is === 'unopened' ? [words] : []));
  }
}
