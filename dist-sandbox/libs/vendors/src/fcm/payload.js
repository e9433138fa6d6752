// Our push → FCM's message. Android shows it (mode "notification") or the app draws it from its data (mode "data"); both are
// cut to FCM's one limit of bytes. Field names as in Google's documents, snake_case.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "compose", {
    enumerable: true,
    get: function() {
        return compose;
    }
});
const _apple = require("./apple");
const _fit = require("./fit");
const _notes = require("./notes");
const _options = require("./options");
const _parts = require("./parts");
const _wish = require("./wish");
/** 28 days, the longest and the default (sheet, 3 "android"). In ms. */ const MAX_TTL_MS = 2_419_200_000;
/** An iPhone's payload is JSON and holds more than what we count. In bytes. */ const APPLE_RESERVE_BYTES = 512;
/** Less would be three dots and no text. In bytes. */ const MIN_TEXT_BYTES = 4;
function compose(delivery, settings, nowMs) {
    const given = delivery.content.vendors?.['fcm'];
    const problem = given === undefined ? undefined : (0, _options.optionsProblem)(given);
    if (delivery.expiresAtMs <= nowMs) return end('expired', 'expired', 'no time is left for FCM to deliver it');
    if (problem !== undefined) return end('refused', 'bad-options', problem);
    const options = given ?? {};
    const wish = (0, _wish.wishOf)(delivery, settings, options);
    const limit = _fit.MAX_PAYLOAD_BYTES - (settings.apple === true ? APPLE_RESERVE_BYTES : 0);
    const fitted = fit((0, _parts.partsOf)(wish), limit);
    if (fitted === undefined) {
        const detail = `ext leaves no room for a text in ${limit} bytes, and it is never cut`;
        return end('refused', 'ext-too-long', detail);
    }
    return {
        ok: true,
        message: messageOf(wish, fitted.parts, nowMs),
        notes: (0, _notes.notesOf)(wish, fitted.isCut)
    };
}
const end = (state, code, detail)=>({
        ok: false,
        state,
        code,
        detail
    });
function messageOf(wish, { data, notification, shown }, nowMs) {
    const { delivery, settings, options, manner } = wish;
    const leftMs = Math.min(delivery.expiresAtMs - nowMs, MAX_TTL_MS);
    return {
        ...Object.keys(data).length > 0 && {
            data
        },
        ...notification && {
            notification
        },
        android: {
            priority: manner.priority === 'high' ? 'HIGH' : 'NORMAL',
            // "0s" is FCM's "now or never".
            ttl: `${Math.floor(leftMs / 1000)}s`,
            ...settings.packageName !== undefined && {
                restricted_package_name: settings.packageName
            },
            ...options.collapseKey && {
                collapse_key: options.collapseKey
            },
            ...shown && {
                notification: shown
            }
        },
        ...settings.apple === true && {
            apns: (0, _apple.appleOf)(wish, nowMs)
        },
        ...manner.analyticsLabel && {
            fcm_options: {
                analytics_label: manner.analyticsLabel
            }
        }
    };
}
/** Cuts the text to what everything else leaves. Undefined: nothing is left. */ function fit(parts, limit) {
    const { data, notification, shown } = parts;
    const words = notification ?? data;
    const text = words['body'] ?? '';
    const excess = (0, _fit.bytesOf)(data, notification, shown) - limit;
    if (excess <= 0) return {
        parts,
        isCut: false
    };
    const room = Buffer.byteLength(text) - excess;
    if (room < MIN_TEXT_BYTES) return undefined;
    const cut = {
        ...words,
        body: (0, _fit.cutToBytes)(text, room)
    };
    return {
        parts: notification === undefined ? {
            data: cut
        } : {
            ...parts,
            notification: cut
        },
        isCut: true
    };
}
