// What a push shows and does. It travels once per message, from the IM core to dispatch.
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
    get Click () {
        return Click;
    },
    get PushContent () {
        return PushContent;
    }
});
const _typebox = require("@sinclair/typebox");
const _values = require("../values");
const Click = _typebox.Type.Union([
    _typebox.Type.Object({
        action: _typebox.Type.Literal('open-app')
    }),
    _typebox.Type.Object({
        action: _typebox.Type.Literal('open-url'),
        url: _typebox.Type.String({
            pattern: '^https?://[^\\s\\x00-\\x1f]{1,1000}$',
            maxLength: 1008,
            description: 'http or https.'
        })
    }),
    _typebox.Type.Object({
        action: _typebox.Type.Literal('open-page'),
        page: _typebox.Type.String({
            pattern: '^intent:[^\\s\\x00-\\x1f]{1,1000};end$',
            maxLength: 1011,
            description: 'Android intent URI: intent:#Intent;…;end'
        })
    })
], {
    description: 'What a tap on the notification does. A message may override its certificate.'
});
const PushContent = _typebox.Type.Object({
    title: _typebox.Type.Optional((0, _values.text)(200, 'Title. Absent: the default title, "a new message". A longer one is cut; vendors cut it to their limit.')),
    text: _typebox.Type.Optional((0, _values.text)(4000, 'Text. Required for custom messages. A longer one is cut; vendors cut it to their limit.')),
    ext: _typebox.Type.Optional((0, _values.text)(4000, 'Custom content for the app, passed through untouched; JSON recommended, at most 1 KB advised. A longer one is left out whole: half a JSON text is none.')),
    click: _typebox.Type.Optional(Click),
    sound: _typebox.Type.Optional((0, _values.text)(200, 'Sound file of the app, where the vendor has one. Absent or "default": the usual sound. "none": silent, where the vendor can.')),
    badge: _typebox.Type.Optional(_typebox.Type.Object({
        set: _typebox.Type.Optional(_typebox.Type.Integer({
            minimum: 0,
            maximum: 999,
            description: 'Badge number; wins over add.'
        })),
        add: _typebox.Type.Optional(_typebox.Type.Integer({
            minimum: 1,
            maximum: 99,
            description: 'Added to the badge.'
        }))
    })),
    class: _typebox.Type.Optional((0, _values.oneOf)([
        'chat',
        'bulk'
    ], 'Chat never waits behind bulk. Absent: chat.')),
    vendors: _typebox.Type.Optional(_typebox.Type.Record(_values.VendorId, _typebox.Type.Record(_typebox.Type.String(), _typebox.Type.Unknown()), {
        description: "Options of one vendor under the vendor's id, checked by that vendor's schema. They win over the certificate.",
        additionalProperties: false,
        maxProperties: 16
    }))
});
