// FCM's and Google's answers, word for word as far as they were seen.
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
    get accepted () {
        return accepted;
    },
    get badRequest () {
        return badRequest;
    },
    get faultOf () {
        return faultOf;
    },
    get fcmError () {
        return fcmError;
    },
    get granted () {
        return granted;
    },
    get notFound () {
        return notFound;
    },
    get notGranted () {
        return notGranted;
    },
    get permissionDenied () {
        return permissionDenied;
    },
    get quotaExceeded () {
        return quotaExceeded;
    },
    get unauthenticated () {
        return unauthenticated;
    }
});
const _nodecrypto = require("node:crypto");
const HTTP = {
    INVALID_ARGUMENT: 400,
    UNAUTHENTICATED: 401,
    PERMISSION_DENIED: 403,
    NOT_FOUND: 404,
    RESOURCE_EXHAUSTED: 429,
    INTERNAL: 500,
    UNAVAILABLE: 503
};
/** FcmError → the status it comes with. */ const STATUS_OF = {
    INVALID_ARGUMENT: 'INVALID_ARGUMENT',
    UNREGISTERED: 'NOT_FOUND',
    SENDER_ID_MISMATCH: 'PERMISSION_DENIED',
    QUOTA_EXCEEDED: 'RESOURCE_EXHAUSTED',
    UNAVAILABLE: 'UNAVAILABLE',
    INTERNAL: 'INTERNAL',
    THIRD_PARTY_AUTH_ERROR: 'UNAUTHENTICATED',
    APNS_AUTH_ERROR: 'UNAUTHENTICATED'
};
const rpc = (type, fields)=>({
        '@type': `type.googleapis.com/google.rpc.${type}`,
        ...fields
    });
function envelope(status, message, details, code) {
    const http = HTTP[status] ?? 500;
    const error = {
        code: http,
        message,
        status,
        ...details.length > 0 && {
            details
        }
    };
    return {
        status: http,
        code,
        accepted: 0,
        body: JSON.stringify({
            error
        })
    };
}
function fcmError(errorCode, message, more = []) {
    const type = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';
    const status = STATUS_OF[errorCode] ?? 'INTERNAL';
    return envelope(status, message, [
        {
            '@type': type,
            errorCode
        },
        ...more
    ], errorCode);
}
function quotaExceeded(subject, description, waitSeconds) {
    const failure = rpc('QuotaFailure', {
        violations: [
            {
                subject,
                description
            }
        ]
    });
    const answer = fcmError('QUOTA_EXCEEDED', 'Quota exceeded.', [
        failure
    ]);
    return {
        ...answer,
        headers: {
            'retry-after': String(waitSeconds)
        }
    };
}
const badRequest = (violations)=>envelope('INVALID_ARGUMENT', violations[0]?.description ?? 'Request contains an invalid argument.', [
        rpc('BadRequest', {
            fieldViolations: violations
        })
    ], 'BAD_REQUEST');
const unauthenticated = (reason)=>envelope('UNAUTHENTICATED', reason === 'CREDENTIALS_MISSING' ? 'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.' : 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.', [
        rpc('ErrorInfo', {
            reason,
            domain: 'googleapis.com',
            metadata: {
                service: 'fcm.googleapis.com'
            }
        })
    ], reason);
const permissionDenied = (reason, message)=>envelope('PERMISSION_DENIED', message, [
        rpc('ErrorInfo', {
            reason,
            domain: 'googleapis.com'
        })
    ], reason);
const notFound = ()=>envelope('NOT_FOUND', 'Requested entity was not found.', [], 'NOT_FOUND');
function faultOf(status) {
    const says = 'as the test wants it';
    switch(status){
        case 401:
            return unauthenticated('ACCESS_TOKEN_EXPIRED');
        case 403:
            return permissionDenied('IAM_PERMISSION_DENIED', says);
        case 404:
            return notFound();
        case 429:
            return quotaExceeded('project', says, 1);
        case 503:
            return fcmError('UNAVAILABLE', says);
        default:
            return withStatus(fcmError(status < 500 ? 'INVALID_ARGUMENT' : 'INTERNAL', says), status);
    }
}
/** Google repeats the status inside. */ function withStatus(answer, status) {
    const { error } = JSON.parse(answer.body);
    return {
        ...answer,
        status,
        body: JSON.stringify({
            error: {
                ...error,
                code: status
            }
        })
    };
}
const accepted = (projectId, isReal, nowMs)=>{
    const id = isReal ? messageIdAt(nowMs) : 'fake_message_id';
    return {
        status: 200,
        code: 'OK',
        accepted: isReal ? 1 : 0,
        body: JSON.stringify({
            name: `projects/${projectId}/messages/${id}`
        })
    };
};
/** For instance "0:1784908800000001%2f8a6c31f9d04e7b": the time, eight digits and sixteen hex digits. */ function messageIdAt(nowMs) {
    const hex = (0, _nodecrypto.randomUUID)().replaceAll('-', '');
    const digits = String(Number.parseInt(hex.slice(0, 6), 16)).padStart(8, '0');
    return `0:${nowMs}${digits}%${hex.slice(-16)}`;
}
const granted = (token, seconds)=>({
        status: 200,
        code: 'OK',
        accepted: 0,
        body: JSON.stringify({
            access_token: token,
            expires_in: seconds,
            token_type: 'Bearer'
        })
    });
const notGranted = (error, description)=>({
        status: 400,
        code: error,
        accepted: 0,
        body: JSON.stringify({
            error,
            error_description: description
        })
    });
