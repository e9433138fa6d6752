// What the targets of each certificate wait for, for those who end them. The lanes tell; what they tell is asked for at that moment.
import { Injectable } from '@nestjs/common';
import type { Reasons } from './lane-words';

const NONE: Reasons = {};
const UNKNOWN: Reasons = { shut: { code: 'unknown-certificate' } };

@Injectable()
export class LaneReasons {
  private readonly byId = new Map<number, () => Reasons>();
  private isComplete = false;

  set(certificateId: number, reasons: () => Reasons): void {
    this.byId.set(certificateId, reasons);
  }

  /** All certificates were told of: one that is missing here is unknown. */
  areKnown(): void {
    this.isComplete = true;
  }

  of(certificateId: number): Reasons {
    return this.byId.get(certificateId)?.() ?? (this.isComplete ? UNKNOWN : NONE);
  }
}
