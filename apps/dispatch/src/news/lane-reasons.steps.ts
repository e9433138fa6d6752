// Tells what the targets of a certificate wait for, for the outcome of those that expire. Lanes register a function, which is asked then.
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

  /** All certificates have registered: one that is missing here is unknown. */
  complete(): void {
    this.isComplete = true;
  }

  of(certificateId: number): Reasons {
    return this.byId.get(certificateId)?.() ?? (this.isComplete ? UNKNOWN : NONE);
  }
}
