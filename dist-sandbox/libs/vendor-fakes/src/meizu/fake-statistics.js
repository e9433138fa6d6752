// What the fake Meizu counts of tasks and of days, in China's days. Nobody taps on a phone of the fake, so there are no clicks.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Statistics", {
    enumerable: true,
    get: function() {
        return Statistics;
    }
});
const _fakeanswers = require("./fake-answers");
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** Days and tasks that are remembered. */ const MAX_COUNTED = 2_000;
let Statistics = class Statistics {
    counted = new Map();
    /** `taskId`: of a task's push. */ add(named, rung, nowMs, taskId) {
        const day = new Date(nowMs + CHINA_MS).toISOString().slice(0, 10);
        for (const key of taskId === undefined ? [
            day
        ] : [
            day,
            `task ${taskId}`
        ]){
            const known = this.counted.get(key) ?? {
                named: 0,
                rung: 0
            };
            this.counted.set(key, {
                named: known.named + named,
                rung: known.rung + rung
            });
        }
        for (const oldest of this.counted.keys()){
            if (this.counted.size <= MAX_COUNTED) break;
            this.counted.delete(oldest);
        }
    }
    ofTask(form) {
        const taskId = form.get('taskId') ?? '';
        return (0, _fakeanswers.valueAnswer)({
            taskId: Number(taskId),
            ...this.numbersOf(`task ${taskId}`)
        });
    }
    /** At most 30 days; the refusals are "business refusals" under 500 (sheet, 4.1). */ ofDays(form) {
        const [start, end] = [
            'startTime',
            'endTime'
        ].map((name)=>dayIn(form.get(name) ?? ''));
        if (start === undefined || end === undefined) return (0, _fakeanswers.errorAnswer)('1005');
        if (end < start) return (0, _fakeanswers.errorAnswer)('500', 'end before start');
        if (end - start > 30 * DAY_MS) return (0, _fakeanswers.errorAnswer)('500', 'more than 30 days');
        const days = Array.from({
            length: (end - start) / DAY_MS + 1
        }, (_, day)=>new Date(start + day * DAY_MS).toISOString().slice(0, 10));
        return (0, _fakeanswers.valueAnswer)(days.map((date)=>({
                date,
                ...this.numbersOf(date)
            })));
    }
    clear() {
        this.counted.clear();
    }
    numbersOf(key) {
        const { named, rung } = this.counted.get(key) ?? {
            named: 0,
            rung: 0
        };
        return {
            targetNo: named,
            validNo: rung,
            pushedNo: rung,
            acceptNo: rung,
            displayNo: rung,
            clickNo: 0
        };
    }
};
/** "20261124" → ms. */ function dayIn(text) {
    const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
    const atMs = Date.parse(`${year}-${month}-${day}`);
    return Number.isNaN(atMs) ? undefined : atMs;
}
