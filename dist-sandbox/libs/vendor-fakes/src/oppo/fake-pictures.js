// Pictures of OPPO's media host: what may be uploaded, and under which name its id comes back.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "uploaded", {
    enumerable: true,
    get: function() {
        return uploaded;
    }
});
const _fakeanswers = require("./fake-answers");
/** In bytes (sheet 5, "Pictures"). */ const MOST = {
    big: 1_048_576,
    small: 51_200
};
/** PNG and JPEG begin so; in latin1. */ const BEGINNINGS = [
    '\x89PNG\r\n\x1a\n',
    '\xff\xd8\xff'
];
function uploaded(size, form) {
    const [ttl, file] = [
        form.get('picture_ttl') ?? '',
        form.get('file') ?? ''
    ];
    if (file === '') return (0, _fakeanswers.errorAnswer)(40);
    if (ttl !== '' && !/^\d{1,9}$/.test(ttl)) return (0, _fakeanswers.errorAnswer)(41);
    const isPicture = BEGINNINGS.some((beginning)=>file.startsWith(beginning));
    return isPicture && file.length <= MOST[size] ? (0, _fakeanswers.okAnswer)({
        [`${size}_picture_id`]: (0, _fakeanswers.newId)()
    }) : (0, _fakeanswers.errorAnswer)(51);
}
