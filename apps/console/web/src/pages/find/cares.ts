// Ledger and lanes → what needs a person, the gravest first. Pure.
import type { components as DeliveryLog } from '../../api/types/delivery-log';
import type { components as Dispatch } from '../../api/types/dispatch';

type Ledger = DeliveryLog['schemas']['Ledger'];
type LaneToday = Dispatch['schemas']['Lane'];

export interface Care {
  /** Where its reason stands in the closed list. */
  kind: 'lane' | 'outcome' | 'dead-letter' | 'box';
  code: string;
  /** Devices. */
  count?: number;
  certificateId?: number;
  vendor?: string;
  /** The vendor's own words. */
  says?: string;
}

/** A vendor that is slow or down mends itself, and a pause is somebody's wish: it is shown, for it is easily forgotten. */
const STANDING: readonly string[] = ['credential-refused', 'paused', 'closed'];
const BAD_ENDS: readonly string[] = ['refused', 'expired'];

export function attentionOf(
  { boxes, missing }: Pick<Ledger, 'boxes' | 'missing'>,
  lanes: readonly LaneToday[],
): Care[] {
  const gone: Care[] = missing > 0 ? [{ kind: 'box', code: 'missing', count: missing }] : [];
  const standing = lanes.filter(({ state }) => STANDING.includes(state)).map(careOfLane);
  const ended = boxes.flatMap(({ box, reason, count }): Care[] => {
    if (box === 'dead-letter') return [{ kind: 'dead-letter', code: reason, count }];
    return box === 'settled' && BAD_ENDS.includes(reason) ? [{ kind: 'outcome', code: reason, count }] : [];
  });
  return [...gone, ...standing, ...ended];
}

const careOfLane = ({ state, certificateId, vendor, says }: LaneToday): Care => ({
  ...{ kind: 'lane', code: state, certificateId, vendor },
  ...(says !== undefined && { says }),
});
