// What vivo has closed for the day: a class whose quota is spent, or lists. Whoever goes on asking gets a lower quota (sheet 4), so it is
// remembered here and nothing is sent. It holds for one version of a certificate in one process.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Closures", {
    enumerable: true,
    get: function() {
        return Closures;
    }
});
const _codes = require("./codes");
const _quota = require("./quota");
const _verdicts = require("./verdicts");
const DETAIL = 'vivo said so before; until it is over nothing is sent.';
let Closures = class Closures {
    byWhat = new Map();
    /** Undefined: nothing speaks against this call. */ verdictOn(request, nowMs) {
        const ofClass = this.find(classIn(request), nowMs);
        if (ofClass !== undefined) {
            return (0, _verdicts.closed)({
                code: ofClass.code,
                detail: DETAIL
            }, request, ofClass.untilMs - nowMs);
        }
        const ofLists = request.kind === 'list' ? this.find('lists', nowMs) : undefined;
        if (ofLists === undefined) return undefined;
        const { code } = ofLists;
        return {
            kind: 'unavailable',
            code,
            detail: DETAIL,
            mayHaveRung: false,
            retryAlone: true
        };
    }
    learn(request, code, nowMs) {
        const ruling = (0, _codes.rulingOf)(code);
        if (ruling.kind === 'class-closed') {
            const waitMs = ruling.until === 'seven' ? (0, _quota.untilSeven)(nowMs) : (0, _quota.untilMidnight)(nowMs);
            this.byWhat.set(classIn(request), {
                code: String(code),
                untilMs: nowMs + waitMs
            });
        } else if (ruling.kind === 'lists-closed') {
            this.byWhat.set('lists', {
                code: String(code),
                untilMs: nowMs + (0, _quota.untilMidnight)(nowMs)
            });
        }
    }
    find(what, nowMs) {
        const closure = this.byWhat.get(what);
        return closure !== undefined && closure.untilMs > nowMs ? closure : undefined;
    }
};
const classIn = ({ message })=>message.classification === 1 ? 'system' : 'operation';
