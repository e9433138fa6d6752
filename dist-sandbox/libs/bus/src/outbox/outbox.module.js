// Provides the outbox. Needs the bus (BusModule or MemoryBusModule) and a database under the token 'Queryable'.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "OutboxModule", {
    enumerable: true,
    get: function() {
        return OutboxModule;
    }
});
const _common = require("@nestjs/common");
const _outbox = require("./outbox");
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
let OutboxModule = class OutboxModule {
    static forRoot() {
        return {
            module: OutboxModule,
            global: true,
            providers: [
                _outbox.Outbox
            ],
            exports: [
                _outbox.Outbox
            ]
        };
    }
};
OutboxModule = _ts_decorate([
    (0, _common.Module)({})
], OutboxModule);
