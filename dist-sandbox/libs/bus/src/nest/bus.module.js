// The bus of a service over Kafka.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "BusModule", {
    enumerable: true,
    get: function() {
        return BusModule;
    }
});
const _common = require("@nestjs/common");
const _bus = require("../bus");
const _kafkalog = require("../kafka/kafka-log");
const _publisher = require("../kafka/produce/publisher");
const _log = require("../log");
const _options = require("../options");
const _busproviders = require("./bus.providers");
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
let BusModule = class BusModule {
    log;
    publisher;
    constructor(log, publisher){
        this.log = log;
        this.publisher = publisher;
    }
    static forRoot({ service, kafka, options }) {
        const client = {
            ...kafka,
            clientId: service
        };
        return {
            module: BusModule,
            global: true,
            ...(0, _busproviders.busProviders)(service, {
                provide: _log.Log,
                useFactory: ()=>new _kafkalog.KafkaLog(client)
            }, {
                provide: _bus.Publisher,
                useFactory: ()=>new _publisher.KafkaPublisher({
                        ...client,
                        source: service
                    })
            }, {
                ..._options.BUS_OPTIONS,
                ...options
            })
        };
    }
    /** After the consumers: their last slices publish. */ async onApplicationShutdown() {
        await this.publisher.close();
        await this.log.close();
    }
};
BusModule = _ts_decorate([
    (0, _common.Module)({}),
    _ts_param(1, (0, _common.Inject)(_bus.Publisher)),
    _ts_metadata("design:type", Function),
    _ts_metadata("design:paramtypes", [
        typeof _log.Log === "undefined" ? Object : _log.Log,
        typeof _publisher.KafkaPublisher === "undefined" ? Object : _publisher.KafkaPublisher
    ])
], BusModule);
