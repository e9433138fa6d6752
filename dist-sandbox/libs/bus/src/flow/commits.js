// Tells the log what is settled. Commits take seconds in an outage even when they work, so they never stand in the path: positions are
// noted, a timer commits them, one commit at a time; a failed one is kept for the next turn (docs/kafka.md, 3.4).
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Commits", {
    enumerable: true,
    get: function() {
        return Commits;
    }
});
const _common = require("@nestjs/common");
const _log = require("../log");
const _trouble = require("../membership/trouble");
let Commits = class Commits {
    group;
    commit;
    everyMs;
    logger = new _common.Logger('Commits');
    noted = new Map();
    running = null;
    timer = null;
    failing = null;
    constructor(group, commit, everyMs){
        this.group = group;
        this.commit = commit;
        this.everyMs = everyMs;
    }
    start() {
        this.timer ??= setInterval(()=>void this.flush(), this.everyMs);
    }
    /** Only positions before which everything is settled. */ note(position) {
        this.noted.set((0, _log.keyOf)(position), position);
    }
    /** After a new assignment: others own the partitions now, and their positions are theirs to say. */ forget() {
        this.noted.clear();
        this.failing = null;
    }
    /** Why the last commit failed, in words: what is settled comes again if the process ends now. */ get failure() {
        return this.failing;
    }
    /** Resolves when the commit that runs, or the one that begins now, has ended, well or not. */ flush() {
        this.running ??= this.commitNoted().finally(()=>this.running = null);
        return this.running;
    }
    /** The last commit: waits for the one that runs, then commits what was noted since. */ async stop() {
        if (this.timer !== null) clearInterval(this.timer);
        this.timer = null;
        await this.running;
        await this.flush();
    }
    async commitNoted() {
        const positions = [
            ...this.noted.values()
        ];
        if (positions.length === 0) return;
        try {
            await this.commit(positions);
            for (const position of positions)if (this.noted.get((0, _log.keyOf)(position)) === position) this.noted.delete((0, _log.keyOf)(position));
            this.tell(false);
        } catch (error) {
            this.tell(true, error);
        }
    }
    /** Once per change of state. */ tell(isFailing, error) {
        const wasFailing = this.failing !== null;
        this.failing = isFailing ? (0, _trouble.troubleOf)(error).words : null;
        if (isFailing === wasFailing) return;
        const { group } = this;
        if (isFailing) this.logger.warn({
            event: 'commit-failed',
            group,
            error: error.message
        });
        else this.logger.log({
            event: 'commit-resumed',
            group
        });
    }
};
