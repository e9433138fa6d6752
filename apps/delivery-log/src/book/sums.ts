// What a write of stories changes in the sums: the ledger's boxes and the figures of the statistics. Pure.
import { type Counts, count } from '../ledger/boxes';
import { type Tally, tally } from '../statistics/figures';
import type { Story } from '../story/story';

export interface Sums {
  boxes: Counts;
  figures: Tally;
}

export const newSums = (): Sums => ({ boxes: new Map(), figures: new Map() });

export function sum(into: Sums, story: Story, sign: 1 | -1): void {
  count(into.boxes, story, sign);
  tally(into.figures, story, sign);
}
