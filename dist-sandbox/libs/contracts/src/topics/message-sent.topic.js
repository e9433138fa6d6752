// A user sent a message. The IM core publishes one record per message, whatever the number of recipients.
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
    get DEFAULT_LIFETIME_SECONDS () {
        return DEFAULT_LIFETIME_SECONDS;
    },
    get MAX_LIFETIME_SECONDS () {
        return MAX_LIFETIME_SECONDS;
    },
    get MessageSent () {
        return MessageSent;
    },
    get messageSent () {
        return messageSent;
    }
});
const _typebox = require("@sinclair/typebox");
const _keys = require("../keys");
const _pushcontent = require("./push-content");
const _topic = require("../topic");
const _values = require("../values");
const DEFAULT_LIFETIME_SECONDS = 86_400;
const MAX_LIFETIME_SECONDS = 604_800;
const MessageSent = _typebox.Type.Object({
    app: _values.AppId,
    messageId: _values.MessageId,
    conversation: _values.ConversationId,
    sender: _typebox.Type.Optional(_values.UserId),
    sentAtMs: _typebox.Type.Optional((0, _values.SaidAtMs)("When it was sent. Absent: the record's time stamp.")),
    lifetimeSeconds: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 0,
        maximum: MAX_LIFETIME_SECONDS,
        description: 'How long it may ring after it was sent. 0: online only, never pushed. Absent: one day.'
    })),
    kind: _typebox.Type.Optional((0, _values.text)(64, 'text, image, … Any word will do; a "custom" message is pushed only with a text. Absent: text.')),
    recipients: (0, _values.listOf)(_values.UserId, 1000, 'Who it is for: 1 to 1000 users. A repeated one counts once.', 1),
    evenIfOnline: _typebox.Type.Optional(_typebox.Type.Union([
        _typebox.Type.Boolean(),
        (0, _values.listOf)(_values.UserId, 1000, 'Only these of the recipients: for the others it is as if it were absent.', 1)
    ], {
        description: 'The devices gave no acknowledgement: publish the same message again with true, or with the recipients concerned, and ' + 'those that were stopped as connected ring, none of them twice. Absent: false.'
    })),
    push: _typebox.Type.Optional(_typebox.Type.Composite([
        _pushcontent.PushContent,
        _typebox.Type.Object({
            enabled: _typebox.Type.Optional(_typebox.Type.Boolean({
                description: 'false: never push this message. Absent: true.'
            }))
        })
    ]))
});
const messageSent = (0, _topic.defineTopic)({
    name: 'message.sent.v1',
    writer: 'im-core',
    door: 'presence',
    says: 'A user sent a message to 1 to 1000 recipients.',
    schema: MessageSent,
    key: _keys.conversationKey,
    keyedBy: 'app + "/" + conversation',
    retention: {
        deleteAfterMs: 3 * _topic.DAY_MS
    },
    partitions: 24,
    examples: {
        usual: {
            app: 'demo',
            messageId: 'm-1001',
            conversation: 'c2c-alice-bob',
            sender: 'alice',
            kind: 'text',
            recipients: [
                'bob'
            ],
            push: {
                title: 'Alice',
                text: 'Are you coming tonight?',
                ext: '{"conversation":"c2c-alice-bob"}'
            }
        },
        smallest: {
            app: 'demo',
            messageId: 'm-1002',
            conversation: 'c2c-alice-bob',
            recipients: [
                'bob'
            ]
        },
        unacknowledged: {
            app: 'demo',
            messageId: 'm-1001',
            conversation: 'c2c-alice-bob',
            sender: 'alice',
            kind: 'text',
            recipients: [
                'bob'
            ],
            push: {
                title: 'Alice',
                text: 'Are you coming tonight?',
                ext: '{"conversation":"c2c-alice-bob"}'
            },
            evenIfOnline: true
        },
        group: {
            app: 'demo',
            messageId: 'm-1003',
            conversation: 'group-42',
            sender: 'alice',
            lifetimeSeconds: 600,
            kind: 'image',
            recipients: [
                'alice',
                'bob',
                'carol',
                'dave'
            ],
            push: {
                title: 'Friends 🎉',
                text: 'Alice sent a picture',
                click: {
                    action: 'open-url',
                    url: 'https://chat.example.com/group-42'
                },
                badge: {
                    add: 1
                }
            }
        }
    }
});
