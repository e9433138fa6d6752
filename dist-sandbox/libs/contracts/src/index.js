"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "visible", {
    enumerable: true,
    get: function() {
        return _mends.visible;
    }
});
_export_star(require("./bundles"), exports);
_export_star(require("./content"), exports);
_export_star(require("./ids"), exports);
_export_star(require("./keys"), exports);
_export_star(require("./ledger"), exports);
_export_star(require("./reasons/own-codes"), exports);
_export_star(require("./plain-schema"), exports);
_export_star(require("./reasons/reasons"), exports);
_export_star(require("./reasons/remedies"), exports);
_export_star(require("./shapes"), exports);
_export_star(require("./topic"), exports);
_export_star(require("./topics"), exports);
_export_star(require("./values"), exports);
_export_star(require("./version-in-force"), exports);
_export_star(require("./reading/cut"), exports);
_export_star(require("./reading/explain"), exports);
const _mends = require("./reading/mends");
_export_star(require("./reading/nulls"), exports);
_export_star(require("./reading/read-event"), exports);
_export_star(require("./reading/repairs"), exports);
_export_star(require("./reading/spellings"), exports);
_export_star(require("./reading/strangers"), exports);
_export_star(require("./reading/take-in"), exports);
_export_star(require("./reading/unknown-fields"), exports);
_export_star(require("./topics/binding-changed.topic"), exports);
_export_star(require("./topics/binding-reported.topic"), exports);
_export_star(require("./topics/certificate-changed.topic"), exports);
_export_star(require("./topics/certificate-expiring.topic"), exports);
_export_star(require("./topics/certificate-judged.topic"), exports);
_export_star(require("./topics/certificate-used.topic"), exports);
_export_star(require("./topics/dead-letter.topic"), exports);
_export_star(require("./topics/message-sent.topic"), exports);
_export_star(require("./topics/presence-changed.topic"), exports);
_export_star(require("./topics/push-addressed.topic"), exports);
_export_star(require("./topics/push-content"), exports);
_export_star(require("./topics/push-gated.topic"), exports);
_export_star(require("./topics/push-outcome.topic"), exports);
_export_star(require("./topics/push-receipted.topic"), exports);
_export_star(require("./topics/session-changed.topic"), exports);
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
