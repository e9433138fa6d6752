// Why HarmonyOS' API (v3) did not take a token: the words beside each token in 80100000 and 80300007 (sheet, 4).
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
    get REASONS () {
        return REASONS;
    },
    get reasonCode () {
        return reasonCode;
    },
    get reasonRuling () {
        return reasonRuling;
    }
});
const row = (reason, means, ruling)=>({
        reason,
        means,
        ruling
    });
const REASONS = [
    row('tokenFormatError', 'malformed token', {
        kind: 'token-dead'
    }),
    row('tokenPlatformNotSupport', 'token of a proxy', {
        kind: 'token-dead'
    }),
    row('noRight', 'app is not in this project, or the token is from before HarmonyOS 5', {
        kind: 'token-dead-if-others-live',
        advice: 'The token is of another project, or from before its phone had HarmonyOS 5.'
    }),
    row('noPushTypeRight', 'no right for this type of push', {
        kind: 'refused',
        advice: 'AppGallery Connect has not granted this type of push to the app.'
    }),
    row('atomicUnableSendUnsubscribedMsg', 'atomic service may not send this kind', {
        kind: 'refused'
    }),
    row('countryNotSupport', 'region without service', {
        kind: 'refused'
    }),
    row('disableSendHuaweiMsgBecauseOfPenalty', 'app is punished', {
        kind: 'credential-broken',
        advice: 'Huawei has blocked this app for breaking its rules.'
    }),
    row('differentImgVerifyPolicy', 'image was verified for another push type', {
        kind: 'refused'
    }),
    row('appinfoError', 'app was not created', {
        kind: 'unavailable'
    }),
    row('notSupportPlayVoice', 'voice broadcast with the wrong push type', {
        kind: 'refused'
    }),
    row('noRightToSendThisLiveNotificationEvent', 'no right for this live event', {
        kind: 'refused'
    })
];
const byReason = new Map(REASONS.map((known)=>[
        known.reason,
        known.ruling
    ]));
const reasonRuling = (reason)=>byReason.get(reason) ?? {
        kind: 'refused'
    };
const reasonCode = (reason)=>byReason.has(reason) ? reason : 'unknown-reason';
