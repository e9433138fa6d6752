"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "cutText", {
    enumerable: true,
    get: function() {
        return cutText;
    }
});
// Cuts a text where a person would: between grapheme clusters, so that no family, flag, skin tone or accent is torn apart.
const CLUSTERS = new Intl.Segmenter('en', {
    granularity: 'grapheme'
});
/** Enough to see where the cluster at the limit begins and ends; a text may be a thousand times longer. */ const AHEAD = 256;
function cutText(text, limit) {
    if (text.length <= limit) return text;
    const startsAt = CLUSTERS.segment(text.slice(0, limit + AHEAD)).containing(limit)?.index ?? 0;
    if (startsAt > 0) return text.slice(0, startsAt);
    const isTorn = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1));
    return text.slice(0, isTorn ? limit - 1 : limit);
}
