// Who calls a vendor, in a header as every vendor's own SDK sends one (RFC 9110, 10.1.5): "offline-push/0.1.0".
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "USER_AGENT", {
    enumerable: true,
    get: function() {
        return USER_AGENT;
    }
});
const _nodefs = require("node:fs");
const _nodepath = require("node:path");
/** The repository's, found upwards from here, as sources and as a build. Undefined: the build was copied without it. */ function versionAbove(folder) {
    const file = (0, _nodepath.join)(folder, 'package.json');
    const found = (0, _nodefs.existsSync)(file) ? JSON.parse((0, _nodefs.readFileSync)(file, 'utf8')) : {};
    if (found.name === 'offline-push' && typeof found.version === 'string') return found.version;
    return (0, _nodepath.dirname)(folder) === folder ? undefined : versionAbove((0, _nodepath.dirname)(folder));
}
const version = versionAbove(__dirname);
const USER_AGENT = version === undefined ? 'offline-push' : `offline-push/${version}`;
