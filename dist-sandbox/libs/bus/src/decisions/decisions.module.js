// Provides the memory of decisions. Needs a database under the token 'Queryable', with DecisionsMigration1 among its migrations.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "DecisionsModule", {
    enumerable: true,
    get: function() {
        return DecisionsModule;
    }
});
const _common = require("@nestjs/common");
const _decisions = require("./decisions");
function _ts_decorate(decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") {
        r = Reflect.decorate(decorators, target, key, desc);
    } else {
        for(var i = decorators.length - 1; i >= 0; i--){
            if (d = decorators[i]) {
                r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
            }
        }
    }
    return c > 3 && r && Object.defineProperty(target, key, r), r;
}
let DecisionsModule = class DecisionsModule {
    static forRoot() {
        return {
            module: DecisionsModule,
            global: true,
            providers: [
                _decisions.Decisions
            ],
            exports: [
                _decisions.Decisions
            ]
        };
    }
};
DecisionsModule = _ts_decorate([
    (0, _common.Module)({})
], DecisionsModule);
