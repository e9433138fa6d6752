// What a message's options say, without those that it leaves empty: clients write out what they do not set.
/** The same options without the empty words that `orEmpty` schemas take. */ "use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "said", {
    enumerable: true,
    get: function() {
        return said;
    }
});
const said = (options)=>Object.fromEntries(Object.entries(options).filter(([, value])=>value !== '' && value !== null));
