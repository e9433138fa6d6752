// The time of a record, by which facts are ordered, and its place inside its millisecond. The broker stamps a whole batch with one time, and a reconnect often comes in the batch of
// its disconnect: what came first there, its offset alone says. Pure.
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
  get MAX_CLOCK_SKEW_MS() {
    return MAX_CLOCK_SKEW_MS;
  },
  get orderTime() {
    return orderTime;
  },
  get placeInMs() {
    return placeInMs;
  },
  get recordTime() {
    return recordTime;
  },
});
const MAX_CLOCK_SKEW_MS = 60_000;
const recordTime = (timestampMs, nowMs) =>
  timestampMs > 0 && timestampMs <= nowMs + MAX_CLOCK_SKEW_MS ? timestampMs : nowMs;
const orderTime = (record, nowMs) => recordTime(record.timestampMs, nowMs) + placeInMs(record);
/** A double still tells so many moments of a millisecond of our days apart. */ const MOMENTS_IN_MS = 4096;
function placeInMs({ offset, batchOffset = offset }) {
  const first = Number(batchOffset);
  return ((first % MOMENTS_IN_MS) + Number(offset) - first) / MOMENTS_IN_MS;
}
