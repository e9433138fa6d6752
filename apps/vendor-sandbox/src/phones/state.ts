// What the sandbox remembers of a phone, and what it answers of it.
import type { SessionChange } from '@offline-push/contracts';
import type { Arrival } from '@offline-push/vendor-fakes';
import type { InAppMessage, PhoneAnswer, PhoneNotification } from './phone';

/** Something that a gateway says of a phone. */
export type Fact =
  | {
      readonly is: 'session';
      readonly change: SessionChange;
      readonly session: string;
      readonly user: string;
      readonly device: string;
      readonly detail?: string;
    }
  | {
      readonly is: 'binding';
      readonly session: string;
      readonly user: string;
      readonly device: string;
      readonly token: string;
    };

/** On the screen, or held by the vendor, with the way of telling the vendor's customer about it. */
export type InTray = PhoneNotification & { readonly tell: Arrival['tell']; readonly jobKey?: string };

/** The same user on another phone, after a second login. */
export interface Elsewhere {
  readonly device: string;
  readonly session: string;
}

export interface PhoneState extends Omit<PhoneAnswer, 'token' | 'unsaid' | 'tray' | 'held' | 'inbox'> {
  token: string;
  /** How many tokens it had; the next one's word has the next number. */
  tokens: number;
  unsaid: Fact[];
  /** The gateway does not know its token. */
  isReportDue: boolean;
  elsewhere?: Elsewhere | undefined;
  tray: InTray[];
  held: InTray[];
  inbox: InAppMessage[];
  /** Of messages that came while there was no link: the app gets them when it comes back. */
  missed: InAppMessage[];
}

const SHOWN_SIGNS = 4;

const shortened = (token: string): string =>
  token.length <= 2 * SHOWN_SIGNS + 1 ? token : `${token.slice(0, SHOWN_SIGNS)}…${token.slice(-SHOWN_SIGNS)}`;

/** A copy that lacks these fields. */
export const without = <T extends object, K extends keyof T>(from: T, ...names: K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name as K))) as Omit<T, K>;

const shown = (one: InTray): PhoneNotification => without(one, 'tell', 'jobKey');

const wordsOf = (fact: Fact): string => (fact.is === 'session' ? fact.change : 'binding');

export function answerOf(state: PhoneState): PhoneAnswer {
  const phone = without(state, 'tokens', 'isReportDue', 'elsewhere', 'missed');
  return {
    ...phone,
    token: shortened(state.token),
    unsaid: state.unsaid.map(wordsOf),
    tray: state.tray.map(shown),
    held: state.held.map(shown),
  };
}

/** Whether the app runs and has a network. */
export const isAwake = ({ hasNetwork, process }: PhoneState): boolean => hasNetwork && process !== 'killed';
