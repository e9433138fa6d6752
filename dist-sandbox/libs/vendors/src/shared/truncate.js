// Cuts a text to a vendor's limit so that a person sees it was cut.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "truncate", {
    enumerable: true,
    get: function() {
        return truncate;
    }
});
const _contracts = require("../../../contracts/src");
const _direction = require("./direction");
const DOTS = '...';
function truncate(text, limit) {
    const whole = (0, _direction.balanced)(text);
    return whole.length <= limit ? whole : (0, _direction.balanced)((0, _contracts.cutText)(whole, Math.max(0, limit - DOTS.length))) + DOTS.slice(0, Math.max(0, limit));
}
