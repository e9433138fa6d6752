// What every service with a bus gets, whatever log it is connected to.
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
    get BUS_SERVICE () {
        return BUS_SERVICE;
    },
    get busProviders () {
        return busProviders;
    }
});
const _bus = require("../bus");
const _bushealth = require("./bus-health");
const _busstrategy = require("./bus.strategy");
const BUS_SERVICE = 'BusService';
const busProviders = (service, log, publisher, options)=>({
        providers: [
            log,
            publisher,
            {
                provide: BUS_SERVICE,
                useValue: service
            },
            {
                provide: _busstrategy.BUS_SETTINGS,
                useValue: options
            },
            _busstrategy.BusStrategy,
            _bushealth.BusHealth,
            _bushealth.FeedFreshness
        ],
        exports: [
            BUS_SERVICE,
            _bus.Publisher,
            _busstrategy.BusStrategy,
            _bushealth.BusHealth,
            _bushealth.FeedFreshness
        ]
    });
