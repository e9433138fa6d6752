// Whom the sandbox knows, in a file for its owner alone (it holds secrets of the sandbox's customers), so that phones ring after a restart.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Tenants", {
    enumerable: true,
    get: function() {
        return Tenants;
    }
});
const _nodefs = require("node:fs");
/** The newest are kept: nobody needs more customers to try something. */ const MAX_TENANTS = 1_000;
let Tenants = class Tenants {
    file;
    admitted;
    constructor(file, admitted){
        this.file = file;
        this.admitted = admitted;
    }
    /** Absent: nothing is kept. Throws if the file is none of ours. */ static open(file) {
        if (file === undefined || !(0, _nodefs.existsSync)(file)) return new Tenants(file, []);
        return new Tenants(file, JSON.parse((0, _nodefs.readFileSync)(file, 'utf8')));
    }
    all() {
        return this.admitted;
    }
    /** The same again is kept once. */ keep(one) {
        if (this.file === undefined) return;
        const text = JSON.stringify(one);
        const others = this.admitted.filter((other)=>JSON.stringify(other) !== text);
        this.admitted = [
            ...others,
            one
        ].slice(-MAX_TENANTS);
        (0, _nodefs.writeFileSync)(`${this.file}.new`, JSON.stringify(this.admitted), {
            mode: 0o600
        });
        (0, _nodefs.renameSync)(`${this.file}.new`, this.file);
    }
};
