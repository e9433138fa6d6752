// Counts what was odd about records that were taken all the same, so that a misspelt field or a foreign key can be seen before somebody
// misses a push. The names come from outside: a topic has room for some of them, and the rest is "other".
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "countRemarks", {
    enumerable: true,
    get: function() {
        return countRemarks;
    }
});
const _common = require("@nestjs/common");
const _metrics = require("../metrics");
/** Distinct unknown names per topic, for the life of the process. */ const MAX_NAMES = 50;
const MAX_NAME = 64;
const logger = new _common.Logger('Remarks');
const seen = new Map();
function countRemarks(topic, { oddities, unknownFields: names, repaired }) {
    for (const oddity of oddities)_metrics.oddRecords.inc({
        topic,
        oddity
    });
    for (const field of repaired)_metrics.repairedFields.inc({
        topic,
        field
    });
    for (const name of names)_metrics.unknownFields.inc({
        topic,
        field: labelOf(topic, name)
    });
}
/** A new name is also logged, once. */ function labelOf(topic, name) {
    const label = printable(name);
    const known = seen.get(topic) ?? new Set();
    if (known.has(label)) return label;
    if (known.size >= MAX_NAMES) return 'other';
    seen.set(topic, known.add(label));
    logger.warn({
        event: 'unknown-field',
        topic,
        field: label
    });
    return label;
}
const printable = (name)=>name.slice(0, MAX_NAME).toWellFormed().replace(/[^\x20-\x7e\u00a0-\ud7ff\ue000-\uffff]/g, '\ufffd');
