// Why a publish failed. `retriable` tells the guard whether to hold the partition and try again or to look for the event that is wrong.
/** Not acknowledged in time. Some of the records may be in the log all the same: ids are computed, so sending them again is harmless. */ "use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get PublishQueueFull () {
        return PublishQueueFull;
    },
    get PublishTimeout () {
        return PublishTimeout;
    },
    get PublisherClosed () {
        return PublisherClosed;
    },
    get RecordRefused () {
        return RecordRefused;
    },
    get RecordTooLarge () {
        return RecordTooLarge;
    }
});
let PublishTimeout = class PublishTimeout extends Error {
    code = 'publish-timeout';
    retriable = true;
    constructor(topics, open, deadlineMs, cause){
        const why = cause instanceof Error ? `: ${cause.message}` : '';
        super(`${open} records for ${topics.join(', ')} were not acknowledged within ${deadlineMs} ms${why}`, {
            cause
        });
        this.name = 'PublishTimeout';
    }
};
let PublishQueueFull = class PublishQueueFull extends Error {
    code = 'publish-queue-full';
    retriable = true;
    constructor(records, callers){
        super(`${records} records are waiting to be sent and ${callers} callers for room`);
        this.name = 'PublishQueueFull';
    }
};
let PublisherClosed = class PublisherClosed extends Error {
    code = 'publisher-closed';
    retriable = true;
    constructor(){
        super('the publisher is closed');
        this.name = 'PublisherClosed';
    }
};
let RecordTooLarge = class RecordTooLarge extends Error {
    topic;
    sizeBytes;
    code = 'record-too-large';
    retriable = false;
    constructor(topic, sizeBytes){
        super(`a record of ${sizeBytes} bytes is too large for ${topic}`), this.topic = topic, this.sizeBytes = sizeBytes;
        this.name = 'RecordTooLarge';
    }
};
let RecordRefused = class RecordRefused extends Error {
    code = 'record-refused';
    retriable = false;
    constructor(topic, cause){
        super(`${topic} refuses a record: ${cause.message}`, {
            cause
        });
        this.name = 'RecordRefused';
    }
};
