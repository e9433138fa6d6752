// What clients ask of Huawei beside pushing: topics (sheet, 3.2), taking a notification back, checking an image (3.3), what is kept of a
// token.
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
    get CheckedImages () {
        return CheckedImages;
    },
    get sideAnswer () {
        return sideAnswer;
    }
});
const _value = require("@sinclair/typebox/value");
const _fakeanswers = require("./fake-answers");
const _fakemessage = require("./fake-message");
const _fakerules = require("./fake-rules");
const _faketokendata = require("./fake-token-data");
const _faketokens = require("./fake-tokens");
const SUCCESS = {
    code: '80000000',
    msg: 'Success'
};
const TOPIC_WORDS = {
    '82000007': 'invalid topic',
    '82000008': 'tokens are null or too many',
    '82000009': 'over 2000 topics'
};
const IMAGE_LIFE_SECONDS = 86_400;
const CHECKS_A_MINUTE = 60;
const NotifyId = (0, _fakerules.between)(0, 2_147_483_647);
let CheckedImages = class CheckedImages {
    /** Found fine. */ fine = new Set();
    minute = 0;
    count = 0;
    mayCheck(nowMs) {
        const minute = Math.floor(nowMs / 60_000);
        this.count = minute === this.minute ? this.count + 1 : 1;
        this.minute = minute;
        return this.count <= CHECKS_A_MINUTE;
    }
};
function sideAnswer(call, desk) {
    switch(call.action){
        case 'topic:subscribe':
        case 'topic:unsubscribe':
            return topicChange(call, desk);
        case 'topic:list':
            return topicList(call, desk);
        case 'messages:revoke':
            return revoke(call, desk);
        case 'images:verify':
            return verify(call, desk);
        case 'token:query':
            return (0, _faketokendata.tokenQuery)(call, desk);
        case 'token:delete':
            return (0, _faketokendata.tokenDelete)(call, desk);
    }
}
function topicChange({ action, body }, { topics, answering }) {
    const { topic, tokenArray } = body ?? {};
    const problem = topics.problemOf(topic, tokenArray);
    if (problem !== undefined) {
        const told = {
            successCount: 0,
            failureCount: 0,
            errors: []
        };
        return (0, _fakeanswers.pushAnswer)({
            code: problem,
            msg: TOPIC_WORDS[problem] ?? ''
        }, answering, 0, told);
    }
    const tokens = tokenArray.map(String);
    const living = new Set((0, _faketokens.sorted)(tokens, 'v1').living);
    for (const token of living){
        if (action === 'topic:subscribe') topics.subscribe(String(topic), token, answering.nowMs);
        else topics.unsubscribe(String(topic), token);
    }
    const errors = tokens.flatMap((token, index)=>living.has(token) ? [] : [
            {
                index,
                reason: 'invalid token'
            }
        ]);
    const told = {
        successCount: tokens.length - errors.length,
        failureCount: errors.length,
        errors
    };
    const some = {
        code: '82000010',
        msg: 'some tokens are wrong'
    };
    return (0, _fakeanswers.pushAnswer)(errors.length === 0 ? SUCCESS : some, answering, 0, told);
}
function topicList({ body }, { topics, answering }) {
    const token = (0, _fakemessage.textIn)(body, 'token');
    return token ? (0, _fakeanswers.pushAnswer)(SUCCESS, answering, 0, {
        topics: topics.listOf(token)
    }) : (0, _fakeanswers.pushAnswer)({
        code: '82000011',
        msg: 'token is null'
    }, answering, 0, {
        topics: []
    });
}
/** HarmonyOS only: the phone takes the notification of this id away, if it is still there. */ function revoke({ body, pushType }, { phones, answering }) {
    const { notifyId, token } = body ?? {};
    const refused = (code, msg)=>(0, _fakeanswers.pushAnswer)({
            code,
            msg
        }, answering);
    if (pushType !== '0' && pushType !== '2') return refused('80100001', 'UnSupported push-type');
    if (body === undefined) return refused('80100003', 'Illegal payload, not JSON');
    if (notifyId === undefined || !Array.isArray(token)) {
        return refused('80300032', 'No permission to revoke messages');
    }
    const tokens = token.map(String);
    const count = (0, _fakerules.tokenCount)(tokens, 1000);
    if (count !== undefined) return (0, _fakeanswers.pushAnswer)(count, answering);
    if (!_value.Value.Check(NotifyId, notifyId)) return refused('80100003', 'Illegal payload, notifyId');
    const { living, problem } = (0, _faketokens.sorted)(tokens, 'v3');
    for (const name of living)phones.recall(name, String(notifyId));
    return (0, _fakeanswers.pushAnswer)(problem ?? SUCCESS, answering);
}
function verify({ body, pushType }, { images, answering }) {
    const address = (0, _fakemessage.textIn)(body, 'imageUrl');
    const said = (code, msg, more = {})=>(0, _fakeanswers.pushAnswer)({
            code,
            msg
        }, answering, 0, more);
    if (pushType !== undefined && !/^(0|1|2|7)$/.test(pushType)) return said('83010007', 'push-type is wrong');
    if (!address) return said('83010003', 'imageUrl is empty');
    if (!images.mayCheck(answering.nowMs)) return said('83010002', 'over 60 a minute');
    if (!/^https:\/\/[^/\s]/.test(address)) return said('83010005', 'image cannot be downloaded');
    if (/\.(gif|webp|svg)(\?|$)/i.test(address)) return said('83010004', 'image type is not supported');
    images.fine.add(address);
    return said('83010000', 'Success', {
        downloadUrl: address,
        expireTime: Math.floor(answering.nowMs / 1000) + IMAGE_LIFE_SECONDS
    });
}
