// What Huawei keeps of a token, for a sender that asks for it or has it erased: `token:query` and `token:delete` of v1. The answers to a
// wrong request are assumptions: the pages name no codes of their own.
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
    get tokenDelete () {
        return tokenDelete;
    },
    get tokenQuery () {
        return tokenQuery;
    }
});
const _nodecrypto = require("node:crypto");
const _fakeanswers = require("./fake-answers");
const _fakemessage = require("./fake-message");
const _faketokens = require("./fake-tokens");
const SUCCESS = {
    code: '80000000',
    msg: 'success'
};
const NO_TOKEN = {
    code: '80100001',
    msg: 'token is null'
};
function tokenQuery({ body }, { topics, answering }) {
    const token = (0, _fakemessage.textIn)(body, 'token') ?? '';
    const problem = problemOf(token);
    if (problem !== undefined) return (0, _fakeanswers.pushAnswer)(problem, answering);
    const kept = {
        aaId: aaIdOf(token),
        topics: topics.listOf(token).map(({ name })=>name)
    };
    return (0, _fakeanswers.pushAnswer)(SUCCESS, answering, 0, kept);
}
function tokenDelete({ body }, { topics, answering }) {
    const token = (0, _fakemessage.textIn)(body, 'token') ?? '';
    const problem = problemOf(token);
    if (problem !== undefined) return (0, _fakeanswers.pushAnswer)(problem, answering);
    for (const { name } of topics.listOf(token))topics.unsubscribe(name, token);
    return (0, _fakeanswers.pushAnswer)(SUCCESS, answering);
}
const problemOf = (token)=>token === '' ? NO_TOKEN : (0, _faketokens.sorted)([
        token
    ], 'v1').problem;
/** The same of a token whenever it is asked. */ const aaIdOf = (token)=>(0, _nodecrypto.createHash)('sha256').update(token).digest('hex').slice(0, 32);
