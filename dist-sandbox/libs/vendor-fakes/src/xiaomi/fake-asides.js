// What else Xiaomi can be asked (sheet 1.3): counters, the quota, what is set on a phone, topics, what waits for its hour. It
// pushes nothing.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "answerAside", {
    enumerable: true,
    get: function() {
        return answerAside;
    }
});
const _fakeanswers = require("./fake-answers");
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** By the end of the path. Undefined: there is no such message. Null: there is nothing to say but "ok". Anything else: `data`. */ const ASIDES = [
    [
        /\/trace\/message\/status$/,
        oneMessage
    ],
    [
        /\/trace\/messages\/status$/,
        manyMessages
    ],
    [
        /\/stats\/message\/counters$/,
        counters
    ],
    [
        /\/topic\/all$/,
        (query, ledger)=>({
                list: ledger.topicsOf(query.get('registration_id') ?? '')
            })
    ],
    // Aliases and accounts are set by the phone, and ours set none.
    [
        /\/(?:alias|account)\/all$/,
        ()=>({
                list: []
            })
    ],
    [
        /\/schedule_job\/exist$/,
        job((schedule, id)=>schedule.has(id))
    ],
    [
        /\/v2\/schedule_job\/delete$/,
        job((schedule, id)=>schedule.cancel(id))
    ],
    [
        /\/v3\/schedule_job\/delete$/,
        job((schedule, _id, key)=>schedule.cancelByKey(key))
    ],
    [
        /\/topic\/subscribe(?:\/alias)?$/,
        changed((ledger, topic, who)=>ledger.subscribe(topic, who))
    ],
    [
        /\/topic\/unsubscribe(?:\/alias)?$/,
        changed((ledger, topic, who)=>ledger.unsubscribe(topic, who))
    ]
];
function answerAside({ path, query, problem }, ledger, nowMs) {
    if (problem !== undefined) return (0, _fakeanswers.errorAnswer)(problem.code, problem.reason, nowMs);
    const [, ask] = ASIDES.find(([form])=>form.test(path)) ?? [];
    // The shape of the others is not known (sheet, open questions); a caller can only rely on the code.
    const data = ask === undefined ? null : ask(query, ledger);
    return data === undefined ? (0, _fakeanswers.errorAnswer)(65028, 'message not found', nowMs) : (0, _fakeanswers.plainAnswer)(data ?? undefined, nowMs);
}
function oneMessage(query, ledger) {
    const name = query.get('msg_id') ?? query.get('job_key') ?? '';
    const found = ledger.countersOf(name);
    return found && {
        data: statusOf(name, found)
    };
}
function manyMessages(query, ledger) {
    const [fromMs, toMs] = [
        Number(query.get('begin_time') ?? 0),
        Number(query.get('end_time') ?? Infinity)
    ];
    return {
        data: ledger.between(fromMs, toMs).map(([id, found])=>statusOf(id, found))
    };
}
/** Field names as three clients read them; the texts of times and rates are guesses (sheet 6). */ const statusOf = (id, { atMs, ttlMs, resolved })=>({
        id,
        msg_type: 'RegId',
        create_time: inChina(atMs).toISOString().slice(0, 19).replace('T', ' '),
        create_timestamp: atMs,
        time_to_live: `${Math.ceil(ttlMs / DAY_MS)} days`,
        resolved,
        delivered: resolved,
        delivery_rate: '100.00%',
        click: 0,
        click_rate: '0.00%'
    });
/** Days as `yyyyMMdd`, in China. */ function counters(query, ledger) {
    const byDay = new Map();
    for (const [, { atMs, resolved }] of ledger.between(0, Infinity)){
        const day = inChina(atMs).toISOString().slice(0, 10).replaceAll('-', '');
        byDay.set(day, (byDay.get(day) ?? 0) + resolved);
    }
    const [from, to] = [
        query.get('start_date') ?? '',
        query.get('end_date') ?? '99999999'
    ];
    const days = [
        ...byDay
    ].filter(([day])=>day >= from && day <= to);
    return {
        data: days.map(([date, count])=>totalsOf(date, count))
    };
}
const totalsOf = (date, count)=>({
        date,
        single_recipients: count,
        regid_recipients: count,
        alias_recipients: 0,
        useraccount_recipients: 0,
        broadcast_recipients: 0,
        received: count,
        click: 0
    });
/** `is`: there was such a job. */ function job(is) {
    return (query, { schedule })=>is(schedule, query.get('job_id') ?? '', query.get('jobkey') ?? '') ? null : undefined;
}
const inChina = (atMs)=>new Date(atMs + CHINA_MS);
function changed(change) {
    return (query, ledger)=>{
        const targets = query.get('registration_id') ?? query.get('aliases') ?? '';
        change(ledger, query.get('topic') ?? '', targets.split(',').filter(Boolean));
        return null;
    };
}
