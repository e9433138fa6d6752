// The operator's settings of the gate, read from the environment by presence.config.ts. It is a class because Nest injects by a value that
// exists at run time.
import type { Platform } from './sessions/session';

export abstract class Policy {
  /** Platforms whose devices are pushed. Default: phones and tablets. A device that never named its platform is pushed too. */
  abstract readonly platforms: readonly Platform[];
  /** A device that was not seen for longer than this is not pushed. In ms; default 7 days. */
  abstract readonly reachMs: number;
  /** A link without a sign of life for longer than this counts as down. In ms; default 400 s; 0: never. */
  abstract readonly silenceMs: number;
  /** A message that was sent longer ago than this rings nobody any more, whatever its lifetime. In ms; default 6 hours. */
  abstract readonly freshMs: number;
  /** A device whose link broke less than this ago is judged again when the time is over. In ms; default 3 s; 0: at once. */
  abstract readonly graceMs: number;
  /** Push although the link is up, while the client says that its app is in background. */
  abstract readonly pushInBackground: boolean;
  /** Mute a user's phones while a desktop or web session of the same user is online. */
  abstract readonly muteWhileDesktopOnline: boolean;
}
