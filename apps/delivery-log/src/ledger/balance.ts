// Lines of the ledger → a balance. Pure.
import { type Box, WAITS } from './boxes';
import type { LedgerLine } from './ledger.store';

export interface Balance {
  recipients: number;
  devices: number;
  stopped: number;
  settled: number;
  open: number;
  missing: number;
  boxes: { box: Box; reason: string; count: number }[];
}

export function balanceOf(lines: readonly LedgerLine[], nowHour: number): Balance {
  const [boxes, sum] = [new Map<string, Balance['boxes'][number]>(), newBalance()];
  for (const { dueHour, box, reason, count } of lines) {
    if (box === 'recipients') sum.recipients += count;
    else {
      sum.devices += count;
      sum[fieldOf(box, dueHour < nowHour)] += count;
      const known = boxes.get(`${box}/${reason}`);
      if (known === undefined) boxes.set(`${box}/${reason}`, { box, reason, count });
      else known.count += count;
    }
  }
  return { ...sum, boxes: [...boxes.values()].filter(({ count }) => count !== 0) };
}

function fieldOf(box: Box, isOver: boolean): 'stopped' | 'settled' | 'open' | 'missing' {
  if (WAITS.has(box)) return isOver ? 'missing' : 'open';
  return box === 'settled' ? 'settled' : 'stopped';
}

const newBalance = (): Omit<Balance, 'boxes'> => ({
  ...{ recipients: 0, devices: 0, stopped: 0, settled: 0, open: 0, missing: 0 },
});
