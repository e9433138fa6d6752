// Notes that only a vendor's answer brings: the push was taken after its client had left something out.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "noted", {
    enumerable: true,
    get: function() {
        return noted;
    }
});
const noted = (verdicts, notes)=>notes.length === 0 ? verdicts : verdicts.map((verdict)=>verdict.kind === 'accepted' ? {
            ...verdict,
            notes
        } : verdict);
