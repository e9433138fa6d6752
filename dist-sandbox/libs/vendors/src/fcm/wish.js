// What one message wants: its content, the options of the message and the certificate behind them, settled once for all its parts.
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
    get intentAction () {
        return intentAction;
    },
    get wishOf () {
        return wishOf;
    }
});
const _options = require("./options");
function wishOf(delivery, settings, options) {
    const { content } = delivery;
    const click = content.click ?? settings.click;
    return {
        delivery,
        settings,
        options,
        manner: (0, _options.mannerOf)(settings, options, content.class),
        click,
        action: actionOf(click, settings)
    };
}
/** FCM starts an activity by the action of its intent filter and by nothing else. */ function actionOf(click, { openUrlAction }) {
    if (click.action === 'open-url') return openUrlAction;
    return click.action === 'open-page' ? intentAction(click.page) : undefined;
}
function intentAction(page) {
    const [, fields = ''] = page.split('#Intent;', 2);
    return /(?:^|;)action=([A-Za-z][A-Za-z0-9_.]{0,199});/.exec(fields)?.[1];
}
