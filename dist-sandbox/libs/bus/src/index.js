// What services see of the bus.
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
        return _bushealth.BusHealth;
    },
    get BusModule () {
        return _busmodule.BusModule;
    },
    get BusStrategy () {
        return _busstrategy.BusStrategy;
    },
    get Consumes () {
        return _consumesdecorator.Consumes;
    },
    get FeedFreshness () {
        return _bushealth.FeedFreshness;
    },
    get KafkaPublisher () {
        return _publisher.KafkaPublisher;
    },
    get LookBack () {
        return _lookback.LookBack;
    },
    get aboutText () {
        return _about.aboutText;
    },
    get createTopics () {
        return _topics.createTopics;
    },
    get orderTime () {
        return _place.orderTime;
    },
    get recordTime () {
        return _place.recordTime;
    },
    get topicSettings () {
        return _topics.topicSettings;
    }
});
_export_star(require("./bus"), exports);
const _about = require("./guard/about");
const _lookback = require("./kafka/look-back");
const _publisher = require("./kafka/produce/publisher");
const _topics = require("./kafka/topics");
const _busmodule = require("./nest/bus.module");
const _bushealth = require("./nest/bus-health");
const _busstrategy = require("./nest/bus.strategy");
const _consumesdecorator = require("./nest/consumes.decorator");
const _place = require("./place");
function _export_star(from, to) {
    Object.keys(from).forEach(function(k) {
        if (k !== "default" && !Object.prototype.hasOwnProperty.call(to, k)) {
            Object.defineProperty(to, k, {
                enumerable: true,
                get: function() {
                    return from[k];
                }
            });
        }
    });
    return from;
}
