// One-time tokens of local sign-in. Whoever starts the console appends lines with hashes to the file; each used one is noted there, too, so that
// it stays used over a restart.
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@offline-push/service-kit';
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { PERSON, type Person } from './session';

const MAX_FILE_BYTES = 1_048_576;

interface Line {
  readonly sha256?: string;
  readonly expiresAt?: string;
  readonly person?: Person;
  /** The hash of a token that was used. */
  readonly used?: string;
}

export class TokensFile {
  constructor(readonly path: string | undefined) {}
}

@Injectable()
export class OneTimeTokens {
  readonly #logger = new Logger(OneTimeTokens.name);

  constructor(
    private readonly file: TokensFile,
    private readonly clock: Clock,
  ) {}

  /** Whose token it is; undefined: it is unknown, used or too old. It is used from now on: nothing here waits. */
  take(token: string): Person | undefined {
    const { path } = this.file;
    if (path === undefined) return undefined;
    const hash = createHash('sha256').update(token).digest('hex');
    const lines = this.#linesOf(path);
    const isUsed = lines.some(({ used }) => used === hash);
    const found = lines.find(({ sha256 }) => sha256 === hash);
    if (found === undefined || isUsed || !(Date.parse(found.expiresAt ?? '') > this.clock.nowMs()))
      return undefined;
    if (!PERSON.Check(found.person)) return this.#complain('a line has no person as it must be');
    appendFileSync(path, `${JSON.stringify({ used: hash } satisfies Line)}\n`);
    return found.person;
  }

  #linesOf(path: string): Line[] {
    try {
      if (statSync(path).size > MAX_FILE_BYTES) throw new Error(`it has more than ${MAX_FILE_BYTES} bytes`);
      return readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as Line);
    } catch (error) {
      this.#complain(error instanceof SyntaxError ? 'a line is no JSON' : (error as Error).message);
      return [];
    }
  }

  #complain(reason: string): undefined {
    this.#logger.error({ event: 'one-time-tokens-unreadable', reason });
  }
}
