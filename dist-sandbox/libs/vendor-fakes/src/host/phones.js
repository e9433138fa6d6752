// What is on the screens. A phone keeps one notification per notify id and, where the vendor has them, shows a job key only once.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Phones", {
    enumerable: true,
    get: function() {
        return Phones;
    }
});
/** All phones together remember this many notifications; beyond, the phones longest silent are forgotten. */ const MAX_REMEMBERED = 200_000;
let Phones = class Phones {
    phones = new Map();
    remembered = 0;
    ring(token, notification) {
        const screen = this.screenOf(token);
        const key = notification.jobKey ?? notification.notifyId;
        const known = screen.get(key);
        if (known === undefined) {
            screen.set(key, {
                ...notification,
                rings: 1,
                suppressed: 0
            });
            this.remembered++;
            this.forgetOldest();
        } else if (notification.jobKey === undefined) {
            screen.set(key, {
                ...notification,
                rings: known.rings + 1,
                suppressed: 0
            });
        } else {
            screen.set(key, {
                ...known,
                suppressed: known.suppressed + 1
            });
        }
    }
    /** Takes the notification of an id away, if it is there. */ recall(token, notifyId) {
        const screen = this.phones.get(token);
        for (const [key, shown] of screen ?? []){
            if (shown.notifyId === notifyId && screen?.delete(key) === true) this.remembered--;
        }
    }
    /** Oldest first. */ shownOn(token) {
        return [
            ...this.phones.get(token)?.values() ?? []
        ];
    }
    all() {
        return Object.fromEntries([
            ...this.phones.keys()
        ].map((token)=>[
                token,
                this.shownOn(token)
            ]));
    }
    /** Phones that showed something, notifications, and those among them that alerted more than once. */ count() {
        const sum = {
            phones: this.phones.size,
            shown: 0,
            shownTwice: 0,
            suppressed: 0
        };
        for (const screen of this.phones.values()){
            for (const { rings, suppressed } of screen.values()){
                sum.shown++;
                sum.shownTwice += rings > 1 ? 1 : 0;
                sum.suppressed += suppressed;
            }
        }
        return sum;
    }
    clear() {
        this.phones.clear();
        this.remembered = 0;
    }
    /** Moves the phone to the end of the map: the first one is the one longest silent. */ screenOf(token) {
        const screen = this.phones.get(token) ?? new Map();
        this.phones.delete(token);
        this.phones.set(token, screen);
        return screen;
    }
    forgetOldest() {
        if (this.remembered <= MAX_REMEMBERED) return;
        const oldest = this.phones.entries().next().value;
        if (oldest === undefined) return;
        this.phones.delete(oldest[0]);
        this.remembered -= oldest[1].size;
    }
};
