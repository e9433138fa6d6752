// What the bus says to Kubernetes and to those who act without an event.
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
    get BusHealth () {
        return BusHealth;
    },
    get FeedFreshness () {
        return FeedFreshness;
    }
});
const _common = require("@nestjs/common");
const _bus = require("../bus");
const _busstrategy = require("./bus.strategy");
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
let BusHealth = class BusHealth {
    strategy;
    publisher;
    name = 'bus';
    constructor(strategy, publisher){
        this.strategy = strategy;
        this.publisher = publisher;
    }
    /** False when a consumer is dead for good or its loop hangs; a broker that is away changes nothing here. */ isAlive() {
        return this.strategy.flows.isAlive();
    }
    /** Joined, caught up, and nothing we need is away. */ isReady() {
        return this.strategy.flows.isReady();
    }
    waitsFor() {
        return this.strategy.flows.waitsFor();
    }
    notes() {
        return [
            ...this.strategy.flows.notes(),
            ...this.publisher.notes()
        ];
    }
};
BusHealth = _ts_decorate([
    (0, _common.Injectable)(),
    _ts_param(1, (0, _common.Inject)(_bus.Publisher)),
    _ts_metadata("design:type", Function),
    _ts_metadata("design:paramtypes", [
        typeof _busstrategy.BusStrategy === "undefined" ? Object : _busstrategy.BusStrategy,
        typeof _bus.Publisher === "undefined" ? Object : _bus.Publisher
    ])
], BusHealth);
let FeedFreshness = class FeedFreshness {
    strategy;
    constructor(strategy){
        this.strategy = strategy;
    }
    /** Everything published to the flow's topics until 10 s ago is settled. */ isFresh(flow) {
        return this.strategy.flows.isFresh(flow);
    }
    /** How often this process settled something of the flow: the same number twice means that nothing was in between. */ settles(flow) {
        return this.strategy.flows.settles(flow);
    }
    /** Waits, half a second at most, until this process has settled what its partitions of the flow's topics hold now. */ catchUp(flow) {
        return this.strategy.flows.catchUp(flow);
    }
};
FeedFreshness = _ts_decorate([
    (0, _common.Injectable)(),
    _ts_metadata("design:type", Function),
    _ts_metadata("design:paramtypes", [
        typeof _busstrategy.BusStrategy === "undefined" ? Object : _busstrategy.BusStrategy
    ])
], FeedFreshness);
