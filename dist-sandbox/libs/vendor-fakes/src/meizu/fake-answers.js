// Meizu's answers: always HTTP 200, the code a string, `value` an object on success and "" on errors.
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
    get errorAnswer () {
        return errorAnswer;
    },
    get newMessageId () {
        return newMessageId;
    },
    get nowhere () {
        return nowhere;
    },
    get sentAnswer () {
        return sentAnswer;
    },
    get valueAnswer () {
        return valueAnswer;
    }
});
const _nodecrypto = require("node:crypto");
const MESSAGES = {
    '1005': '参数错误',
    '1006': '签名认证失败',
    '110000': 'appId不合法',
    '110004': '参数不能为空',
    '110010': '应用请求频率超过限制'
};
const errorAnswer = (code, problem)=>({
        status: 200,
        code,
        accepted: 0,
        body: JSON.stringify({
            code,
            message: problem ?? MESSAGES[code] ?? '',
            value: '',
            redirect: ''
        })
    });
const valueAnswer = (value)=>({
        status: 200,
        code: '200',
        accepted: 0,
        body: JSON.stringify({
            code: '200',
            message: '',
            value,
            redirect: ''
        })
    });
function sentAnswer(accepted, failed, msgId) {
    const value = Object.fromEntries(failed);
    return {
        status: 200,
        code: '200',
        accepted,
        body: JSON.stringify({
            code: '200',
            message: '',
            value,
            redirect: '',
            msgId
        })
    };
}
const newMessageId = ()=>(0, _nodecrypto.randomBytes)(16).toString('hex');
const nowhere = {
    status: 404,
    code: 'http-404',
    accepted: 0,
    body: '<html>404</html>'
};
