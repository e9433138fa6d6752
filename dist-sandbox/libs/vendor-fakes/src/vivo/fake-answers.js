// vivo's answers: HTTP 200 with `result` and words in Chinese, whatever happened; only a failure inside comes as 500 in plain text.
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
    get answer () {
        return answer;
    },
    get failedInside () {
        return failedInside;
    },
    get noSuchAddress () {
        return noSuchAddress;
    }
});
const WORDS = {
    0: '请求成功',
    10000: '权限认证失败',
    10040: '当前服务繁忙',
    10043: '应用推送已关闭',
    10045: '应用审核中',
    10050: 'alias和regId不能同时为空',
    10051: '消息类型不支持',
    10054: 'notifyType不合法',
    10055: 'title不能为空',
    10056: 'title过长',
    10057: 'content不能为空',
    10058: 'content过长',
    10059: 'timeToLive不合法',
    10060: 'skipType不合法',
    10065: 'networkType不合法',
    10067: 'clientCustomMap不合法',
    10070: '运营消息发送量超出限制',
    10071: '不在允许的发送时间内',
    10072: '发送频率过快',
    10073: '系统消息发送量超出限制',
    10082: '系统消息已关闭',
    10085: '正式消息中含有不允许的内容',
    10093: '鉴权次数过多',
    10094: '鉴权与应用不匹配',
    10095: 'notifyId不合法',
    10096: 'category不合法',
    10097: 'category与classification不匹配',
    10103: '消息中含有敏感词',
    10104: '正式消息中含有测试内容',
    10150: 'regIds不能为空',
    10151: 'taskId不能为空',
    10152: 'taskId不合法',
    10153: 'regIds数量不合法',
    10155: '消息不存在或已过期',
    10200: 'appId不能为空',
    10201: 'appKey不能为空',
    10202: 'appKey不合法',
    10203: 'timestamp不能为空',
    10204: 'sign不能为空',
    10205: 'appId不存在',
    10206: 'sign不正确',
    10207: 'timestamp不合法',
    10252: '保存消息次数超出限制',
    10254: '全量发送次数超出限制',
    10302: 'regId不合法',
    10304: 'extra中有不支持的参数',
    10305: 'callback过长',
    10306: 'callback.param过长',
    10311: '设备当前无法接收消息',
    10352: 'requestId不能为空',
    10353: 'requestId过长',
    10800: 'regId数量过多',
    10801: 'notification不能为空'
};
const answer = (code, more = {}, accepted = 0)=>({
        status: 200,
        code: String(code),
        accepted,
        body: JSON.stringify({
            result: code,
            desc: WORDS[code] ?? '请求失败',
            ...more
        })
    });
const failedInside = {
    status: 500,
    code: 'http-500',
    accepted: 0,
    headers: {
        'content-type': 'text/plain;charset=UTF-8'
    },
    body: 'Internet server error!'
};
const noSuchAddress = {
    status: 404,
    code: 'http-404',
    accepted: 0,
    headers: {
        'content-type': 'text/plain;charset=UTF-8'
    },
    body: 'Not Found'
};
