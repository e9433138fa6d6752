// "The first decision counts": a hop writes down what it decided of a message before it announces it, so that a message that is read again
// (a crash before the commit, a group reset, the same message twice) is announced the same. What the text means is the service's.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Decisions", {
    enumerable: true,
    get: function() {
        return Decisions;
    }
});
const _common = require("@nestjs/common");
const _contracts = require("../../../contracts/src");
const _deadline = require("../deadline");
const _decisionstore = require("./decision.store");
function _ts_decorate(decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") {
        r = Reflect.decorate(decorators, target, key, desc);
    } else {
        for(var i = decorators.length - 1; i >= 0; i--){
            if (d = decorators[i]) {
                r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
            }
        }
    }
    return c > 3 && r && Object.defineProperty(target, key, r), r;
}
function _ts_metadata(metadataKey, metadataValue) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") {
        return Reflect.metadata(metadataKey, metadataValue);
    }
}
function _ts_param(paramIndex, decorator) {
    return function(target, key) {
        decorator(target, key, paramIndex);
    };
}
/** Another process changed the same rows each time; the slice comes again. */ let DecisionsContended = class DecisionsContended extends Error {
    retriable = true;
    code = 'decisions-contended';
};
/** As long as a record can be read again (3 days on the push topics, and segments close late). */ const KEEP_DECISIONS_MS = 4 * _contracts.DAY_MS;
const FORGET_EVERY_MS = 60_000;
/** Rows in one statement: a tenth of a second. */ const FORGET_AT_ONCE = 5_000;
const SHUTDOWN_MS = 5_000;
const TRIES = 10;
let Decisions = class Decisions {
    logger = new _common.Logger('Decisions');
    store;
    timer = null;
    forgetting = null;
    isStopping = false;
    constructor(database){
        this.store = new _decisionstore.DecisionStore(database);
    }
    /**
   * One statement if none of the messages was decided before. For the others what is held is read and merged with each later decision, in
   * order. Answers for each decision, in the order given. When it resolves, all of it is written down.
   */ async remember(decisions, merge) {
        if (decisions.length === 0) return [];
        const firsts = new Map();
        for (const decision of decisions)if (!firsts.has(decision.message)) firsts.set(decision.message, decision);
        const known = new Set(await this.store.insert(sorted([
            ...firsts.values()
        ])));
        const later = decisions.filter((it)=>known.has(it.message) || firsts.get(it.message) !== it);
        const merged = later.length === 0 ? null : await this.merge(later, merge);
        return decisions.map((it)=>merged?.get(it) ?? {
                is: 'first',
                decided: it.decided
            });
    }
    /** The content hashes of those messages that were decided already. */ async contentsOf(messages) {
        return new Map((await this.store.find(messages)).map(({ message, content })=>[
                message,
                content
            ]));
    }
    /** Removes what no record can ask for any more, until there is nothing left: it keeps up with any load. */ async forget(keepMs = KEEP_DECISIONS_MS) {
        while(!this.isStopping && await this.store.forget(keepMs, FORGET_AT_ONCE) === FORGET_AT_ONCE);
    }
    onModuleInit() {
        this.timer = setInterval(()=>this.startForgetting(), FORGET_EVERY_MS);
        this.timer.unref();
    }
    async onApplicationShutdown() {
        this.isStopping = true;
        if (this.timer !== null) clearInterval(this.timer);
        if (this.forgetting !== null) await (0, _deadline.within)(this.forgetting, SHUTDOWN_MS);
    }
    /** Nobody holds a lock while it thinks: a text that changed meanwhile is read and merged again. */ async merge(later, merge) {
        const counted = new Map();
        const open = grouped(later);
        for(let tries = 0; open.size > 0 && tries < TRIES; tries++){
            const swaps = [];
            const rows = await this.held(open);
            for (const row of rows){
                const swap = settle(row, open.get(row.message) ?? [], merge, counted);
                if (swap.decided === swap.held) open.delete(row.message);
                else swaps.push(swap);
            }
            if (swaps.length > 0) for (const message of (await this.store.swap(swaps)))open.delete(message);
        }
        if (open.size > 0) throw new DecisionsContended('the same messages are decided elsewhere all the time');
        return counted;
    }
    /** A row that was forgotten a moment ago is written anew. */ async held(open) {
        const rows = await this.store.find([
            ...open.keys()
        ]);
        if (rows.length === open.size) return inOrder(rows);
        const found = new Set(rows.map(({ message })=>message));
        const lost = [
            ...open.values()
        ].flatMap(([first])=>first === undefined || found.has(first.message) ? [] : [
                first
            ]);
        await this.store.insert(sorted(lost));
        return inOrder(rows);
    }
    startForgetting() {
        this.forgetting ??= this.forget().catch((error)=>this.logger.warn({
                event: 'decisions-kept',
                error: error.message
            })).finally(()=>this.forgetting = null);
    }
};
Decisions = _ts_decorate([
    (0, _common.Injectable)(),
    _ts_param(0, (0, _common.Inject)('Queryable')),
    _ts_metadata("design:type", Function),
    _ts_metadata("design:paramtypes", [
        typeof Queryable === "undefined" ? Object : Queryable
    ])
], Decisions);
/** Folds the later decisions of one message into what is held, and notes what counts for each of them. */ function settle(row, later, merge, counted) {
    let { decided } = row;
    for (const decision of later){
        const isConflict = decision.content !== row.content;
        if (!isConflict) decided = merge(decided, decision);
        counted.set(decision, isConflict ? {
            is: 'conflict'
        } : {
            is: 'remembered',
            decided
        });
    }
    return {
        message: row.message,
        held: row.decided,
        decided
    };
}
function grouped(decisions) {
    const groups = new Map();
    for (const decision of decisions){
        const group = groups.get(decision.message);
        if (group === undefined) groups.set(decision.message, [
            decision
        ]);
        else group.push(decision);
    }
    return groups;
}
/** One order of locks keeps pods from deadlocks. */ const sorted = (decisions)=>inOrder(decisions.map(({ message, content, decided })=>({
            message,
            content,
            decided
        })));
const inOrder = (rows)=>rows.length < 2 ? rows : rows.sort((one, other)=>one.message < other.message ? -1 : 1);
