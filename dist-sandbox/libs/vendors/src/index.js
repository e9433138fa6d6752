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
  get MemoryShelf() {
    return _memoryshelf.MemoryShelf;
  },
  get leaveThrough() {
    return _wayout.leaveThrough;
  },
});
_export_star(require('./endpoints'), exports);
_export_star(require('./registry'), exports);
const _memoryshelf = require('./shared/memory-shelf');
const _wayout = require('./shared/way-out');
_export_star(require('./vendor'), exports);
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
