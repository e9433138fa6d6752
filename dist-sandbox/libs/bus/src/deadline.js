// A wait with an end.
/** Resolves with true when the work has ended, well or not, and with false when the time is over. */ "use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "within", {
    enumerable: true,
    get: function() {
        return within;
    }
});
async function within(work, ms) {
    let timer;
    const over = new Promise((resolve)=>timer = setTimeout(()=>resolve(false), Math.max(0, ms)));
    const done = work.then(()=>true, ()=>true);
    return Promise.race([
        done,
        over
    ]).finally(()=>clearTimeout(timer));
}
