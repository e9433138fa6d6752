// Aliases of OPPO's device API: one for each registration ID, and the last writer wins.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Aliases", {
    enumerable: true,
    get: function() {
        return Aliases;
    }
});
const _fakeanswers = require("./fake-answers");
const _fakerules = require("./fake-rules");
/** Aliases that are remembered. */ const MAX_ALIASES = 100_000;
let Aliases = class Aliases {
    aliasOf = new Map();
    change(kind, form) {
        return kind === 'set-alias' ? this.set(form) : this.delete(form);
    }
    /** Whose phones ring. An alias that nobody set stands for a phone of that name, so that a test needs no devices. */ phonesOf(alias) {
        const ids = this.idsWith(alias);
        return ids.length > 0 ? ids : [
            alias
        ];
    }
    set(form) {
        const [id, alias] = [
            form.get('registration_id') ?? '',
            form.get('alias') ?? ''
        ];
        if (id === '' || alias === '') return (0, _fakeanswers.errorAnswer)(40);
        if ((0, _fakerules.isMalformed)(id)) return (0, _fakeanswers.errorAnswer)(10000);
        this.aliasOf.delete(id);
        this.aliasOf.set(id, alias);
        const [oldest] = this.aliasOf.keys();
        if (this.aliasOf.size > MAX_ALIASES && oldest !== undefined) this.aliasOf.delete(oldest);
        return (0, _fakeanswers.okAnswer)({});
    }
    /** A real client names the alias alone: then it goes from every phone. */ delete(form) {
        const [only, alias] = [
            form.get('registration_id') ?? '',
            form.get('alias') ?? ''
        ];
        if (alias === '') return (0, _fakeanswers.errorAnswer)(40);
        const ids = this.idsWith(alias).filter((id)=>only === '' || id === only);
        for (const id of ids)this.aliasOf.delete(id);
        return ids.length > 0 ? (0, _fakeanswers.okAnswer)({}) : (0, _fakeanswers.errorAnswer)(31);
    }
    idsWith(alias) {
        return [
            ...this.aliasOf
        ].filter(([, set])=>set === alias).map(([id])=>id);
    }
};
