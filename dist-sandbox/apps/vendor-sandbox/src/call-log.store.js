// The record of all vendor calls, one JSON line each. A line is with the operating system before the answer to its call leaves, so
// that it survives the death of this process. Many lines that wait together are written together.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "CallLog", {
    enumerable: true,
    get: function() {
        return CallLog;
    }
});
const _nodefs = require("node:fs");
const _promises = require("node:fs/promises");
const _nodepath = require("node:path");
const _nodereadline = require("node:readline");
/** A reader finds its place by the nearest of these. */ const LINES_PER_MARK = 256;
let CallLog = class CallLog {
    path;
    file;
    waiting;
    last = Promise.resolve();
    bytes = 0;
    marks = [
        {
            n: 0,
            offset: 0
        }
    ];
    counted = {
        calls: 0,
        targets: 0,
        accepted: 0,
        withheld: 0,
        lost: 0
    };
    constructor(path, file){
        this.path = path;
        this.file = file;
    }
    /** Goes on where an earlier process ended. */ static async open(path) {
        await (0, _promises.mkdir)((0, _nodepath.dirname)(path), {
            recursive: true
        });
        const log = new CallLog(path, await (0, _promises.open)(path, 'a+'));
        await log.readAgain();
        return log;
    }
    /** Number of the last call. */ get calls() {
        return this.counted.calls;
    }
    count() {
        return {
            ...this.counted
        };
    }
    append(record) {
        const line = `${JSON.stringify(record)}\n`;
        this.note(record, Buffer.byteLength(line));
        if (this.waiting === undefined) {
            const lines = [];
            const written = this.last.then(()=>this.write(lines));
            this.waiting = {
                lines,
                written
            };
            this.last = written;
        }
        this.waiting.lines.push(line);
        return this.waiting.written;
    }
    /** Calls after number `since`, oldest first, and what became known since about lost answers. */ async read(since, limit) {
        await this.last;
        const mark = this.marks.findLast(({ n })=>n <= since) ?? {
            offset: 0
        };
        const calls = [];
        const lost = [];
        for await (const record of this.recordsFrom(mark.offset)){
            if ('lost' in record) {
                if (record.lost > since) lost.push(record.lost);
            } else if (record.n > since) calls.push(record);
            if (calls.length === limit) break;
        }
        return {
            calls,
            lost
        };
    }
    async clear() {
        await this.last;
        await this.file.truncate(0);
        this.bytes = 0;
        this.marks = [
            {
                n: 0,
                offset: 0
            }
        ];
        Object.assign(this.counted, {
            calls: 0,
            targets: 0,
            accepted: 0,
            withheld: 0,
            lost: 0
        });
    }
    async close() {
        await this.last;
        await this.file.close();
    }
    async write(lines) {
        this.waiting = undefined;
        await this.file.appendFile(lines.join(''));
    }
    note(record, size) {
        this.bytes += size;
        if ('lost' in record) {
            this.counted.lost++;
            return;
        }
        this.counted.calls = record.n;
        this.counted.targets += record.targets;
        this.counted.accepted += record.accepted;
        this.counted.withheld += record.answer === 'withheld' ? 1 : 0;
        if (record.n % LINES_PER_MARK === 0) this.marks.push({
            n: record.n,
            offset: this.bytes
        });
    }
    /** Counts what is there; half a line at the end, left by a kill, is closed so that it stays one bad line. */ async readAgain() {
        const { size } = await this.file.stat();
        if (size === 0) return;
        const end = Buffer.alloc(1);
        await this.file.read(end, 0, 1, size - 1);
        if (end.toString() !== '\n') await this.file.appendFile('\n');
        for await (const line of this.linesFrom(0)){
            const record = recordIn(line);
            const length = Buffer.byteLength(line) + 1;
            if (record === undefined) this.bytes += length;
            else this.note(record, length);
        }
    }
    linesFrom(start) {
        return (0, _nodereadline.createInterface)({
            input: (0, _nodefs.createReadStream)(this.path, {
                start
            }),
            crlfDelay: Infinity
        });
    }
    async *recordsFrom(start) {
        for await (const line of this.linesFrom(start)){
            const record = recordIn(line);
            if (record !== undefined) yield record;
        }
    }
};
function recordIn(line) {
    try {
        return JSON.parse(line);
    } catch  {
        return undefined;
    }
}
