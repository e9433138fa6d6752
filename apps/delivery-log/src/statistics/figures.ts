// What is counted of devices, in words, with who says so; and how much of it a story holds. Pure.
// A device is counted in the quarter of an hour in which its message was sent, whenever the rest happened: so no figure is more than what it
// is a part of, and days of any time zone are sums of quarters.
import type { OutcomeState, PushReceipted } from '@offline-push/contracts';
import type { Device, Story } from '../story/story';

const said = (witness: 'us' | 'vendor' | 'phone', means: string) => ({ witness, means });

export const FIGURES = {
  sendable: said('us', 'May be pushed, and a token reaches it: gate and addressing let it go on.'),
  sent: said('us', 'Of the sendable: at least one vendor call carried it, or may have.'),
  accepted: said('vendor', 'Of the sendable: ended as taken by the vendor.'),
  tokenDead: said('vendor', 'Of the sendable: ended because the vendor does not know the token any more.'),
  refused: said('us', 'Of the sendable: ended as refused for good, by the vendor or by our own check.'),
  expired: said('us', 'Of the sendable: ended because its lifetime was over before the vendor took it.'),
  withdrawn: said('us', 'Of the sendable: ended because its session ended or its token moved.'),
  unconfirmed: said('us', 'Of the sendable: ended without an answer of the vendor. It may have rung.'),
  arrived: said('vendor', 'The vendor reported that it reached the phone.'),
  clicked: said('phone', 'Its user opened it, as the vendor reports.'),
  removed: said('phone', 'Its user wiped it away, as the vendor reports.'),
  blocked: said('vendor', 'The vendor reported that the user wants no notifications of the app.'),
  diedLater: said('vendor', 'The vendor reported, after the call, that the token is dead.'),
} as const;
export type Figure = keyof typeof FIGURES;

export const FIGURE_NAMES = Object.keys(FIGURES) as Figure[];
const placeOf = Object.fromEntries(FIGURE_NAMES.map((name, i) => [name, i])) as Record<Figure, number>;

/** A state or an event that nobody counts does not compile. */
const OF_STATE: Readonly<Record<OutcomeState, Figure>> = {
  accepted: 'accepted',
  'token-dead': 'tokenDead',
  refused: 'refused',
  expired: 'expired',
  withdrawn: 'withdrawn',
  unconfirmed: 'unconfirmed',
};
const OF_EVENT: Readonly<Record<PushReceipted['event'], Figure>> = {
  arrived: 'arrived',
  clicked: 'clicked',
  removed: 'removed',
  blocked: 'blocked',
  'token-dead': 'diedLater',
};

export const ENDS: readonly Figure[] = Object.values(OF_STATE);
/** What only receipts tell, and the event that tells it. */
export const REPORTED = Object.fromEntries(
  Object.entries(OF_EVENT).map(([event, figure]) => [figure, event]),
) as Partial<Record<Figure, PushReceipted['event']>>;

export const SLOT_MS = 900_000;

/** What is counted together. */
export interface SlotLine {
  app: string;
  /** Quarters of an hour since 1970. */
  slot: number;
  vendor: string;
  certificateId: number;
  class: 'chat' | 'bulk';
}

export type Tally = Map<string, { line: SlotLine; counts: number[] }>;

/** Undefined: it was stopped before it was sendable, so it is in no figure. */
export function lineOf(
  { app, sentAtMs = 0, class: named }: Pick<Story, 'app' | 'sentAtMs' | 'class'>,
  { address, outcome }: Device,
): SlotLine | undefined {
  const reached = address ?? outcome;
  if (reached === undefined) return undefined;
  const { vendor, certificateId } = reached;
  return { app, slot: Math.floor(sentAtMs / SLOT_MS), vendor, certificateId, class: named ?? 'chat' };
}

/** One word for a line of an app. */
export const cellOf = ({ slot, vendor, certificateId, class: named }: Omit<SlotLine, 'app'>): string =>
  `${slot}/${vendor}/${certificateId}/${named}`;

export function tally(into: Tally, story: Story, sign: 1 | -1): void {
  for (const { devices } of story.people.values())
    for (const device of devices.values()) {
      const line = lineOf(story, device);
      if (line === undefined) continue;
      const key = `${line.app}/${cellOf(line)}`;
      const known = into.get(key) ?? begun(line);
      into.set(key, known);
      eachFigure(device, (figure) => {
        known.counts[placeOf[figure]] = (known.counts[placeOf[figure]] ?? 0) + sign;
      });
    }
}

const begun = (line: SlotLine) => ({ line, counts: new Array<number>(FIGURE_NAMES.length).fill(0) });

/** The figures that a sendable device is counted in, each once. */
function eachFigure({ attempts, outcome, receipts }: Device, count: (figure: Figure) => void): void {
  const move = (figure: Figure | undefined): void => {
    // A state or an event that a newer release added has no figure here.
    if (figure !== undefined) count(figure);
  };
  move('sendable');
  if (attempts.length > 0 || (outcome?.attempts ?? 0) > 0) move('sent');
  if (outcome !== undefined) move(OF_STATE[outcome.state]);
  for (const { event } of receipts) move(OF_EVENT[event]);
}

/** Is a sendable device counted in it? `open`: it is on its way. */
export function isCountedIn(figure: Figure | 'open', device: Device): boolean {
  const figures = new Set<Figure>();
  eachFigure(device, (one) => figures.add(one));
  return figure === 'open' ? !ENDS.some((end) => figures.has(end)) : figures.has(figure);
}
