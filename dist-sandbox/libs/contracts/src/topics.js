// The list of all topics: the topics job creates these, the docs list these, nothing else exists.
"use strict";
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
    get TOPICS () {
        return TOPICS;
    },
    get topicNamed () {
        return topicNamed;
    }
});
const _bindingchangedtopic = require("./topics/binding-changed.topic");
const _bindingreportedtopic = require("./topics/binding-reported.topic");
const _certificatechangedtopic = require("./topics/certificate-changed.topic");
const _certificateexpiringtopic = require("./topics/certificate-expiring.topic");
const _certificatejudgedtopic = require("./topics/certificate-judged.topic");
const _certificateusedtopic = require("./topics/certificate-used.topic");
const _deadlettertopic = require("./topics/dead-letter.topic");
const _messagesenttopic = require("./topics/message-sent.topic");
const _presencechangedtopic = require("./topics/presence-changed.topic");
const _pushaddressedtopic = require("./topics/push-addressed.topic");
const _pushgatedtopic = require("./topics/push-gated.topic");
const _pushoutcometopic = require("./topics/push-outcome.topic");
const _pushreceiptedtopic = require("./topics/push-receipted.topic");
const _sessionchangedtopic = require("./topics/session-changed.topic");
const TOPICS = [
    _sessionchangedtopic.sessionChanged,
    _bindingreportedtopic.bindingReported,
    _messagesenttopic.messageSent,
    _pushgatedtopic.pushGated,
    _pushaddressedtopic.pushAddressed,
    _pushoutcometopic.pushOutcome,
    _pushreceiptedtopic.pushReceipted,
    _bindingchangedtopic.bindingChanged,
    _presencechangedtopic.presenceChanged,
    _certificatechangedtopic.certificateChanged,
    _certificatejudgedtopic.certificateJudged,
    _certificateusedtopic.certificateUsed,
    _certificateexpiringtopic.certificateExpiring,
    _deadlettertopic.deadLetter
];
const topicNamed = (name)=>TOPICS.find((topic)=>topic.name === name);
