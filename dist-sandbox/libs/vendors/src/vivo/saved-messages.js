"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "SavedMessages", {
    enumerable: true,
    get: function() {
        return SavedMessages;
    }
});
// The messages of lists that vivo keeps for us: saved once for all lists of one message, however many phones it has.
/** Lists of one message follow each other closely; an older one has another TTL and is another body anyway. */ const MAX_KEPT = 64;
let SavedMessages = class SavedMessages {
    isGood;
    byBody = new Map();
    constructor(isGood){
        this.isGood = isGood;
    }
    /** One call of `save` for all who come with this body while it is good. Rejects as `save` does. */ get(body, save) {
        const known = this.byBody.get(body);
        if (known !== undefined) return known;
        const saving = save();
        this.byBody.set(body, saving);
        this.dropOldest();
        saving.then((saved)=>this.isGood(saved) || this.drop(body, saving), ()=>this.drop(body, saving));
        return saving;
    }
    /** vivo does not know what came of this one any more. */ drop(body, saved) {
        if (this.byBody.get(body) === saved) this.byBody.delete(body);
    }
    dropOldest() {
        const oldest = this.byBody.keys().next().value;
        if (this.byBody.size > MAX_KEPT && oldest !== undefined) this.byBody.delete(oldest);
    }
};
