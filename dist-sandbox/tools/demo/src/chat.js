// Plays the chat system around the platform: its gateway and its core, as far as they publish events.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Chat", {
    enumerable: true,
    get: function() {
        return Chat;
    }
});
const _bus = require("../../../libs/bus/src");
const _contracts = require("../../../libs/contracts/src");
const _phones = require("./phones");
let Chat = class Chat {
    publisher;
    app;
    constructor(publisher, app = _phones.DEMO_APP){
        this.publisher = publisher;
        this.app = app;
    }
    static on(brokers, app = _phones.DEMO_APP) {
        const publisher = new _bus.KafkaPublisher({
            brokers: [
                ...brokers
            ],
            clientId: 'chat',
            source: 'chat'
        });
        return {
            chat: new Chat(publisher, app),
            close: ()=>publisher.close()
        };
    }
    /** Says what happened to sessions, in this order. */ async says(...facts) {
        for (const [change, { user, device, session, platform = 'android' }] of facts){
            const event = {
                app: this.app,
                user,
                device,
                session,
                platform,
                change,
                atMs: Date.now()
            };
            await this.publisher.publish([
                (0, _bus.outgoing)(_contracts.sessionChanged, event)
            ]);
        }
    }
    async reports({ user, device, session }, certificateId, token) {
        const event = {
            app: this.app,
            user,
            device,
            session,
            binding: {
                certificateId,
                token
            },
            reportedAtMs: Date.now()
        };
        await this.publisher.publish([
            (0, _bus.outgoing)(_contracts.bindingReported, event)
        ]);
    }
    /** Logs in, reports and loses its connection: a phone in a pocket whose app was killed. */ async isKilled(device, certificateId, token) {
        await this.says([
            'logged-in',
            device
        ]);
        await this.reports(device, certificateId, token);
        await this.says([
            'disconnected',
            device
        ]);
    }
    async sends(message) {
        const event = {
            conversation: `c-${message.messageId}`,
            sentAtMs: Date.now(),
            ...message,
            app: this.app
        };
        await this.publisher.publish([
            (0, _bus.outgoing)(_contracts.messageSent, event)
        ]);
    }
};
