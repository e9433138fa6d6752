// Remembers what vivo has closed for the day: a class with a spent quota, or lists. A sender that goes on gets a lower quota (sheet 4), so
// nothing is sent. The memory is of one version of a certificate in one process.
import { untilMidnightInChina } from '../shared/content/china-day';
import { closed } from '../shared/text/what';
import type { Verdict } from '../vendor';
import type { MessageClass } from './category';
import { rulingOf } from './codes';
import { untilSeven } from './quota';
import type { VivoRequest } from './request';

interface Closure {
  readonly code: string;
  readonly untilMs: number;
}

const DETAIL = 'vivo said so before; until it is over nothing is sent.';

export class Closures {
  private readonly byWhat = new Map<MessageClass | 'lists', Closure>();

  /** Undefined if the call may go. */
  verdictOn(request: VivoRequest, nowMs: number): Verdict | undefined {
    const ofClass = this.find(classIn(request), nowMs);
    if (ofClass !== undefined) {
      return closed({ code: ofClass.code, detail: DETAIL }, request.isUsualClass, ofClass.untilMs - nowMs);
    }
    const ofLists = request.kind === 'list' ? this.find('lists', nowMs) : undefined;
    if (ofLists === undefined) return undefined;
    const { code } = ofLists;
    return { kind: 'unavailable', code, detail: DETAIL, mayHaveRung: false, retryAlone: true };
  }

  learn(request: VivoRequest, code: number, nowMs: number): void {
    const ruling = rulingOf(code);
    if (ruling.kind === 'class-closed') {
      const waitMs = ruling.until === 'seven' ? untilSeven(nowMs) : untilMidnightInChina(nowMs);
      this.byWhat.set(classIn(request), { code: String(code), untilMs: nowMs + waitMs });
    } else if (ruling.kind === 'lists-closed') {
      this.byWhat.set('lists', { code: String(code), untilMs: nowMs + untilMidnightInChina(nowMs) });
    }
  }

  private find(what: MessageClass | 'lists', nowMs: number): Closure | undefined {
    const closure = this.byWhat.get(what);
    return closure !== undefined && closure.untilMs > nowMs ? closure : undefined;
  }
}

const classIn = ({ message }: VivoRequest): MessageClass =>
  message.classification === 1 ? 'system' : 'operation';
