// Nest's custom transport over the bus: collects the handlers that @Consumes marked and runs their flows.
// Pipes, guards, interceptors and filters of Nest have no say here: the guard of this library judges records.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get BUS_SETTINGS () {
        return BUS_SETTINGS;
    },
    get BusStrategy () {
        return BusStrategy;
    }
});
const _common = require("@nestjs/common");
const _microservices = require("@nestjs/microservices");
const _rxjs = require("rxjs");
const _bus = require("../bus");
const _flows = require("../flow/flows");
const _log = require("../log");
const _options = require("../options");
const _consumesdecorator = require("./consumes.decorator");
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
function _ts_metadata(metadataKey, metadataValue) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") {
        return Reflect.metadata(metadataKey, metadataValue);
    }
}
function _ts_param(paramIndex, decorator) {
    return function(target, key) {
        decorator(target, key, paramIndex);
    };
}
const BUS_SETTINGS = 'BusSettings';
let BusStrategy = class BusStrategy extends _microservices.Server {
    flows;
    handlers = [];
    constructor(log, publisher, options = _options.BUS_OPTIONS){
        super();
        this.flows = new _flows.Flows(log, publisher, options);
    }
    addHandler(_, callback, isEvent = false, extras = {}) {
        const { topic, flow, mentioning } = extras;
        if (!isEvent || topic === undefined || flow === undefined) return; // a handler of another transport
        this.handlers.push({
            topic,
            flow,
            mentioning,
            handle: throughNest(callback)
        });
    }
    /** Joining the groups goes on in the background; readiness says when it is done. */ listen(callback) {
        try {
            this.flows.start(this.handlers);
            callback();
        } catch (error) {
            callback(error);
        }
    }
    async close() {
        await this.flows.stop();
    }
    on() {
        throw new Error('the bus has no events of its own: see BusHealth');
    }
    unwrap() {
        return this.flows;
    }
};
BusStrategy = _ts_decorate([
    (0, _common.Injectable)(),
    _ts_param(2, (0, _common.Inject)(BUS_SETTINGS)),
    _ts_metadata("design:type", Function),
    _ts_metadata("design:paramtypes", [
        typeof _log.Log === "undefined" ? Object : _log.Log,
        typeof _bus.Publisher === "undefined" ? Object : _bus.Publisher,
        typeof BusOptions === "undefined" ? Object : BusOptions
    ])
], BusStrategy);
/** Unwraps the handler's end from the value it travelled in. */ const throughNest = (callback)=>async (batch)=>{
        const answered = await callback(new _consumesdecorator.HandlerCall(batch));
        const answer = (0, _rxjs.isObservable)(answered) ? await (0, _rxjs.lastValueFrom)(answered) : answered;
        if (!answer.ok) throw answer.error;
        return answer.rejections;
    };
