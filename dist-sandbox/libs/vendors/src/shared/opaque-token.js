// The canonical form of a token whose vendor calls it opaque: nothing in it may be folded, so it is what it is.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "opaque", {
    enumerable: true,
    get: function() {
        return opaque;
    }
});
const opaque = (token)=>token;
