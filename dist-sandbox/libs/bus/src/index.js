// What services see of the bus.
'use strict';
Object.defineProperty(exports, '__esModule', {
  value: true,
});
function _export(target, all) {
  for (var name in all)
    Object.defineProperty(target, name, {
      enumerable: true,
      get: Object.getOwnPropertyDescriptor(all, name).get,
    });
}
_export(exports, {
  get BUS_OPTIONS() {
    return _options.BUS_OPTIONS;
  },
  get BusHealth() {
    return _bushealth.BusHealth;
  },
  get BusModule() {
    return _busmodule.BusModule;
  },
  get BusStrategy() {
    return _busstrategy.BusStrategy;
  },
  get Consumes() {
    return _consumesdecorator.Consumes;
  },
  get FeedFreshness() {
    return _bushealth.FeedFreshness;
  },
  get KafkaPublisher() {
    return _publisher.KafkaPublisher;
  },
  get LookBack() {
    return _lookback.LookBack;
  },
  get MAX_CLOCK_SKEW_MS() {
    return _place.MAX_CLOCK_SKEW_MS;
  },
  get aboutText() {
    return _about.aboutText;
  },
  get createTopics() {
    return _topics.createTopics;
  },
  get orderTime() {
    return _place.orderTime;
  },
  get placeInMs() {
    return _place.placeInMs;
  },
  get recordTime() {
    return _place.recordTime;
  },
  get topicSettings() {
    return _topics.topicSettings;
  },
});
const _about = require('./guard/about');
_export_star(require('./bus'), exports);
const _bushealth = require('./nest/bus-health');
const _busmodule = require('./nest/bus.module');
const _busstrategy = require('./nest/bus.strategy');
const _consumesdecorator = require('./nest/consumes.decorator');
const _lookback = require('./kafka/look-back');
const _publisher = require('./kafka/produce/publisher');
const _topics = require('./kafka/topics');
const _place = require('./place');
const _options = require('./options');
function _export_star(from, to) {
  Object.keys(from).forEach(function (k) {
    if (k !== 'default' && !Object.prototype.hasOwnProperty.call(to, k)) {
      Object.defineProperty(to, k, {
        enumerable: true,
        get: function () {
          return from[k];
        },
      });
    }
  });
  return from;
}
