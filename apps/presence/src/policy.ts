// What an operator may decide about the gate. The numbers come from the environment (presence.config.ts). A class only because Nest
// needs something that exists at run time to ask for it by.
import type { Platform } from './sessions/session';

export abstract class Policy {
  /** What a device may run on to be pushed. Default: phones and tablets. A platform that nobody named counts as one of them. */
  abstract readonly platforms: readonly Platform[];
  /** A device that was not seen for longer is not pushed. In ms; default 7 days. */
  abstract readonly reachMs: number;
  /** A link without a sign of life for longer counts as down. In ms; default 400 s; 0: never. */
  abstract readonly silenceMs: number;
  /** A message that was sent longer ago rings nobody any more, whatever its lifetime. In ms; default 6 hours. */
  abstract readonly freshMs: number;
  /** A device whose link broke more recently is judged again after that. In ms; default 3 s; 0: at once. */
  abstract readonly graceMs: number;
  /** Push although the link is up, while the client says that its app is in background. */
  abstract readonly pushInBackground: boolean;
  /** Mute a user's phones while a desktop or web session of the same user is online. */
  abstract readonly muteWhileDesktopOnline: boolean;
}
