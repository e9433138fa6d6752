// Pictures: Meizu fetches what an address names and answers with one of its own. The fake fetches nothing.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "hosted", {
    enumerable: true,
    get: function() {
        return hosted;
    }
});
const _nodecrypto = require("node:crypto");
const _fakeanswers = require("./fake-answers");
/** Notification, big picture, desktop, background, small and big icon (sheet, 3.2). */ const TYPES = [
    '0',
    '1',
    '3',
    '4',
    '5',
    '6'
];
function hosted(form) {
    const [imgType = '', url = ''] = [
        form.get('imgType'),
        form.get('imgUrl')
    ];
    if (!TYPES.includes(imgType) || !/^https?:\/\/\S+$/.test(url)) return (0, _fakeanswers.errorAnswer)('1005');
    const name = (0, _nodecrypto.createHash)('sha256').update(url).digest('hex').slice(0, 24);
    return (0, _fakeanswers.valueAnswer)({
        imgType,
        imgUrl: `https://pictures.meizu.invalid/${name}`
    });
}
