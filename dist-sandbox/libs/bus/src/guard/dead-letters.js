// Dead letters: an event nobody could process, kept with its original bytes. When to bury one is the guard's decision, how to make one that
// fits is the letter's.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "DeadLetters", {
    enumerable: true,
    get: function() {
        return DeadLetters;
    }
});
const _common = require("@nestjs/common");
const _contracts = require("../../../contracts/src");
const _bus = require("../bus");
const _metrics = require("../metrics");
const _about = require("./about");
const _letter = require("./letter");
let DeadLetters = class DeadLetters {
    publisher;
    group;
    logger = new _common.Logger('DeadLetters');
    constructor(publisher, group){
        this.publisher = publisher;
        this.group = group;
    }
    /** Resolves when all of them are safe; only then may their offsets move. */ async bury(dead) {
        if (dead.length === 0) return;
        const nowMs = Date.now();
        await this.publish(dead, nowMs);
        for (const { record, reason } of dead){
            _metrics.deadLetters.inc({
                topic: record.topic,
                reason
            });
            const { topic, partition, offset } = record;
            // Not the detail: it may quote the event.
            const about = (0, _about.aboutRecord)(record);
            this.logger.warn({
                event: 'dead-letter',
                group: this.group,
                topic,
                partition,
                offset,
                reason,
                ...about
            });
        }
    }
    async publish(dead, nowMs) {
        const letters = dead.map((one)=>(0, _letter.deadLetterOf)(one, this.group, nowMs));
        const outgoings = letters.map((letter, index)=>addressed(letter, dead[index]));
        try {
            await this.publisher.publish(outgoings);
        } catch (error) {
            if (!isTooLarge(error)) throw error;
            for (const [index, one] of outgoings.entries())await this.publishAlone(one, dead[index], nowMs);
        }
    }
    /** The broker may take less than our limit: then the letter goes without the bytes. */ async publishAlone(letter, dead, nowMs) {
        try {
            await this.publisher.publish([
                letter
            ]);
        } catch (error) {
            if (!isTooLarge(error)) throw error;
            await this.publisher.publish([
                addressed((0, _letter.withoutBytes)(dead, this.group, nowMs), dead)
            ]);
        }
    }
};
const addressed = (letter, { record })=>(0, _bus.outgoing)(_contracts.deadLetter, letter, (0, _letter.traceOf)(record));
const isTooLarge = (error)=>error.code === 'record-too-large';
