// Google's error envelope, read without trusting it: FcmError first, then the reason, then the status (sheet, 4).
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
    get errorIn () {
        return errorIn;
    },
    get parse () {
        return parse;
    }
});
function parse(body) {
    try {
        return objectIn(JSON.parse(body));
    } catch  {
        return undefined;
    }
}
const objectIn = (value)=>typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
function errorIn(answer) {
    const error = objectIn(answer?.['error']);
    if (error === undefined) return undefined;
    const details = list(error['details']);
    const detail = (type)=>details.find((entry)=>typeof entry['@type'] === 'string' && entry['@type'].endsWith(`.${type}`));
    return {
        status: nameIn(error['status']),
        message: textIn(error['message']),
        fcmCode: nameIn(detail('FcmError')?.['errorCode']),
        reason: nameIn(detail('ErrorInfo')?.['reason']),
        fields: list(detail('BadRequest')?.['fieldViolations']).map(({ field })=>textIn(field)),
        quota: list(detail('QuotaFailure')?.['violations']).map(({ subject, description })=>`${textIn(subject)} ${textIn(description)}`).join(' ')
    };
}
const list = (value)=>Array.isArray(value) ? value.slice(0, 16).map((entry)=>objectIn(entry) ?? {}) : [];
const textIn = (value)=>typeof value === 'string' ? value : '';
/** Codes become labels of metrics and stand in outcomes. */ const nameIn = (value)=>typeof value === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(value) ? value : undefined;
