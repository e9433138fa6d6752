// What every vendor has to do, whatever its API looks like. One suite, run by each vendor's spec over that vendor's fake on real HTTP.
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
    get aDelivery () {
        return aDelivery;
    },
    get conforms () {
        return conforms;
    },
    get connectionTo () {
        return connectionTo;
    },
    get deliveries () {
        return deliveries;
    }
});
const _nodeevents = require("node:events");
const _nodenet = require("node:net");
const _value = require("@sinclair/typebox/value");
const _contracts = require("../../contracts/src");
const _conformancemessages = require("./conformance-messages");
const _send = require("../../vendors/src/send");
const _host = require("./host/host");
const _serve = require("./host/serve");
const _witness = require("./host/witness");
/** No vendor takes these: they end a field, a path or a header, or are cut to another phone's address on the wire. */ const NEVER_TOKENS = [
    '',
    'a b',
    'a,b',
    'a&registration_id=b',
    'a?b',
    'a\r\nx: y',
    'a\u0000b',
    'šŢţ',
    'a"b',
    'a%2Cb'
];
const NOW_MS = 1_790_000_000_000;
const DEADLINE_MS = 2_000;
let drawn = 0;
function aDelivery(fields = {}) {
    const number = ++drawn;
    return {
        targetId: (0, _contracts.targetIdOf)('push', `device-${number}`),
        messageKey: (0, _contracts.messageKeyOf)('demo', `m-${number}`),
        token: `ok-${number}`,
        content: {
            title: 'Alice',
            text: 'Are you coming tonight?',
            ext: '{"conversation":"c2c-alice-bob"}'
        },
        expiresAtMs: Date.now() + 3_600_000,
        ...fields
    };
}
const deliveries = (count, fields = {})=>Array.from({
        length: count
    }, ()=>aDelivery(fields));
const connectionTo = (vendor, serverUrl, credential, settings)=>({
        credential,
        settings,
        endpoints: Object.fromEntries(Object.keys(vendor.endpoints).map((name)=>[
                name,
                `${serverUrl}/${vendor.id}`
            ])),
        accessTokens: new _send.MemoryShelf()
    });
/** A spoiled answer comes after the push was taken; a refusal in front of the service before. */ const SPOILED = {
    'hangs up without an answer': {
        script: {
            do: 'close'
        },
        verdict: unsure()
    },
    'answers with a web page': {
        script: {
            do: 'garbage'
        },
        verdict: unsure()
    },
    'answers with nothing': {
        script: {
            do: 'empty'
        },
        verdict: unsure()
    },
    'answers half a document': {
        script: {
            do: 'cut'
        },
        verdict: unsure()
    },
    'answers with megabytes': {
        script: {
            do: 'huge'
        },
        verdict: unsure('answer-too-long')
    },
    'compresses its answer unasked': {
        script: {
            do: 'packed'
        },
        verdict: unsure('answer-packed')
    },
    'sends a header of 100 KB': {
        script: {
            do: 'big-header'
        },
        verdict: unsure()
    },
    'fails behind its front': {
        script: {
            do: 'gateway',
            status: 500
        },
        verdict: unsure('http-500')
    },
    'redirects elsewhere': {
        script: {
            do: 'redirect'
        },
        verdict: notSent('http-302')
    },
    'is overloaded, as its front says': {
        script: {
            do: 'gateway',
            status: 503
        },
        verdict: notSent('http-503')
    },
    'is overloaded, and its front says for how long': {
        script: {
            do: 'gateway',
            status: 503,
            retryAfter: '7'
        },
        verdict: {
            ...notSent('http-503'),
            retryAfterMs: 7_000
        }
    },
    'has a front that says too many requests': {
        script: {
            do: 'gateway',
            status: 429,
            retryAfter: '2'
        },
        verdict: {
            kind: 'throttled',
            code: 'http-429',
            retryAfterMs: 2_000
        }
    }
};
/** No loss for a vendor that says yes without words. */ const WORDLESS = [
    'empty',
    'cut'
];
function unsure(code) {
    return {
        kind: 'unavailable',
        mayHaveRung: true,
        ...code !== undefined && {
            code
        }
    };
}
function notSent(code) {
    return {
        kind: 'unavailable',
        mayHaveRung: false,
        ...code !== undefined && {
            code
        }
    };
}
/** The builders above with tokens of this vendor: words that fakes know are translated, impossible tokens stay what they are. */ function buildersFor({ tokenFor = (word)=>word }) {
    const translated = (word)=>/^[a-z]+-[a-z0-9-]+$/.test(word) ? tokenFor(word) : word;
    const one = (fields = {})=>{
        const delivery = aDelivery(fields);
        return {
            ...delivery,
            token: translated(delivery.token)
        };
    };
    const many = (count, fields = {})=>Array.from({
            length: count
        }, ()=>one(fields));
    return {
        one,
        many
    };
}
function conforms(subject) {
    const { vendor, settings } = subject;
    const { one, many } = buildersFor(subject);
    describe(`${vendor.displayName} as a vendor`, ()=>{
        describe('its forms', ()=>{
            it('take what an operator enters', ()=>{
                expect(_value.Value.Check(vendor.credential, subject.credential)).toBe(true);
                expect(_value.Value.Check(vendor.settings, settings)).toBe(true);
            });
            it('keep secrets out of the settings', ()=>{
                const secrets = Object.keys(vendor.credential['properties']);
                expect(Object.keys(vendor.settings['properties'])).not.toEqual(expect.arrayContaining(secrets));
            });
            it.each([
                ...NEVER_TOKENS,
                ...subject.forbiddenTokens
            ])('refuse the token %j', (token)=>{
                expect(vendor.token.problem(token)).toMatch(/\w/);
            });
            it('give each phone one canonical form, and two phones two (FF 1.7)', ()=>{
                const [first, second] = many(2).map(({ token })=>token);
                const form = vendor.token.canonical(first);
                expect(vendor.token.canonical(form)).toBe(form);
                expect(vendor.token.canonical(second)).not.toBe(form);
                for (const written of subject.alsoWritten?.(first) ?? []){
                    expect(vendor.token.problem(written)).toBeUndefined();
                    expect(vendor.token.canonical(written)).toBe(form);
                }
            });
            it('answer to their own id', ()=>expect(vendor.id).toMatch(/^[a-z][a-z0-9-]{0,31}$/));
        });
        describe('its plan', ()=>{
            const mixture = ()=>[
                    ...many(30),
                    ...many(5, {
                        messageKey: (0, _contracts.messageKeyOf)('demo', 'group'),
                        expiresAtMs: NOW_MS + 60_000
                    }),
                    one({
                        expiresAtMs: NOW_MS - 1
                    }),
                    one({
                        token: 'a,b'
                    }),
                    one({
                        content: {}
                    }),
                    one({
                        content: {
                            vendors: {
                                [vendor.id]: {
                                    noSuchOption: true
                                }
                            }
                        }
                    }),
                    one({
                        alone: true
                    })
                ];
            it('puts every delivery into exactly one call, or ends it with a code', ()=>{
                const asked = mixture();
                const { calls, ended } = vendor.plan(asked, settings, NOW_MS);
                const found = [
                    ...calls.flatMap((call)=>call.deliveries),
                    ...ended.map(({ delivery })=>delivery)
                ].map(({ targetId })=>targetId);
                expect(found.sort()).toEqual(asked.map(({ targetId })=>targetId).sort());
                expect(ended.every(({ code, detail })=>/^[a-z-]{1,100}$/.test(code) && detail.length <= 200)).toBe(true);
            });
            it('is pure: the same deliveries make the same calls, and stay as they were', ()=>{
                const asked = mixture();
                const before = structuredClone(asked);
                expect(vendor.plan(asked, settings, NOW_MS)).toEqual(vendor.plan(asked, settings, NOW_MS));
                expect(asked).toEqual(before);
            });
            it('ends what has expired, what has an impossible token and what breaks the options', ()=>{
                const ends = [
                    one({
                        expiresAtMs: NOW_MS
                    }),
                    one({
                        token: 'a,b'
                    }),
                    one({
                        content: {
                            vendors: {
                                [vendor.id]: {
                                    noSuchOption: true
                                }
                            }
                        }
                    })
                ];
                const { calls, ended } = vendor.plan(ends, settings, NOW_MS);
                expect(calls).toEqual([]);
                expect(ended.map(({ state, code })=>`${state} as ${code}`).sort()).toEqual([
                    'expired as expired',
                    'refused as bad-options',
                    'refused as token-form'
                ]);
            });
            it.each(Object.keys(vendor.options['properties']))('reads an empty option %s as none: clients write out what they do not set (scenario 51)', (name)=>{
                const plain = one();
                const planOf = (options)=>vendor.plan([
                        {
                            ...plain,
                            content: {
                                ...plain.content,
                                vendors: {
                                    [vendor.id]: options
                                }
                            }
                        }
                    ], settings, NOW_MS);
                const requests = [
                    {},
                    {
                        [name]: null
                    },
                    {
                        [name]: ''
                    }
                ].map((options)=>{
                    const { calls, ended } = planOf(options);
                    return {
                        requests: calls.map(({ request })=>request),
                        ended
                    };
                });
                expect(requests[1]).toEqual(requests[0]);
                expect(requests[2]).toEqual(requests[0]);
            });
            it('plans nothing for nobody', ()=>{
                expect(vendor.plan([], settings, NOW_MS)).toEqual({
                    calls: [],
                    ended: []
                });
            });
            it(`lets ${subject.features.tokensPerCall} phones share a call of one message`, ()=>{
                const count = Math.min(2 * subject.features.tokensPerCall, 2_000);
                const wide = many(count, {
                    messageKey: (0, _contracts.messageKeyOf)('demo', 'wide'),
                    expiresAtMs: NOW_MS + 60_000
                });
                const { calls } = vendor.plan(wide, settings, NOW_MS);
                expect(calls).toHaveLength(count / subject.features.tokensPerCall);
            });
            it('keeps a lonely delivery apart from other messages', ()=>{
                const [lonely, ...others] = [
                    one({
                        alone: true
                    }),
                    ...many(3)
                ];
                const { calls } = vendor.plan([
                    lonely,
                    ...others
                ], settings, NOW_MS);
                const its = calls.find((call)=>call.deliveries.includes(lonely));
                expect(its?.deliveries).toEqual([
                    lonely
                ]);
            });
        });
        describe('its messages', ()=>(0, _conformancemessages.aboutMessages)(subject, one));
        describe('its client', ()=>{
            let witness;
            let host;
            let fake;
            let server;
            let client;
            beforeEach(async ()=>{
                witness = new _witness.MemoryWitness();
                fake = subject.newFake();
                host = new _host.FakeHost([
                    fake
                ], witness);
                expect(fake.admit(subject.tenant)).toBeUndefined();
                server = await (0, _serve.serveFakes)(host);
                client = openAt(server.url);
            });
            afterEach(async ()=>{
                await client.close();
                await server.close();
            });
            const openAt = (url, credential = subject.credential)=>vendor.open(connectionTo(vendor, url, credential, settings));
            async function send(asked, through = client, deadlineMs = DEADLINE_MS, begin) {
                const { calls } = vendor.plan(asked, settings, Date.now());
                const answers = await Promise.all(calls.map(async (call)=>({
                        call,
                        verdicts: await through.send(call, deadlineMs, begin)
                    })));
                for (const { call, verdicts } of answers)expect(verdicts).toHaveLength(call.deliveries.length);
                return asked.map((delivery)=>{
                    const { call, verdicts } = answers.find(({ call: { deliveries: list } })=>list.includes(delivery));
                    return verdicts[call.deliveries.indexOf(delivery)];
                });
            }
            const SOON = {
                withinMs: 1_000,
                lastMs: 1_500
            };
            const AT_ONCE = {
                withinMs: 400,
                lastMs: 1_500
            };
            const callOf = (delivery)=>vendor.plan([
                    delivery
                ], settings, Date.now()).calls[0];
            async function prepared() {
                expect(await client.prepare?.(DEADLINE_MS, callOf(one()))).toBeUndefined();
            }
            it('gets a push accepted, and the phone shows it', async ()=>{
                const delivery = one({
                    content: {
                        title: 'Zoë 🎉',
                        text: 'a=b&c+d% "小红"'
                    }
                });
                expect(await send([
                    delivery
                ])).toEqual([
                    expect.objectContaining({
                        kind: 'accepted'
                    })
                ]);
                expect(fake.phones.shownOn(delivery.token)).toEqual([
                    expect.objectContaining({
                        title: 'Zoë 🎉',
                        text: 'a=b&c+d% "小红"'
                    })
                ]);
            });
            it('vendors 3.10: says who calls, in every request', async ()=>{
                const callers = new Set();
                const read = fake.read.bind(fake);
                fake.read = (request)=>{
                    callers.add(request.headers['user-agent']);
                    return read(request);
                };
                await send([
                    one()
                ]);
                expect([
                    ...callers
                ]).toEqual([
                    expect.stringMatching(/^offline-push\/\d+\.\d+\.\d+/)
                ]);
            });
            it('gives each delivery its own verdict, in its place', async ()=>{
                const messageKey = (0, _contracts.messageKeyOf)('demo', 'mixed');
                const expiresAtMs = Date.now() + 60_000;
                const tokens = [
                    'ok-1',
                    'dead-1',
                    'ok-2',
                    'dead-2',
                    'ok-3'
                ];
                const asked = tokens.map((token)=>one({
                        token,
                        messageKey,
                        expiresAtMs
                    }));
                const kinds = (await send(asked)).map(({ kind })=>kind);
                expect(kinds).toEqual([
                    'accepted',
                    'token-dead',
                    'accepted',
                    'token-dead',
                    'accepted'
                ]);
            });
            it('learns that a single token is dead', async ()=>{
                expect(await send([
                    one({
                        token: 'dead-alone'
                    })
                ])).toEqual([
                    expect.objectContaining({
                        kind: 'token-dead'
                    })
                ]);
            });
            it('learns that its credential is broken, and nobody is notified', async ()=>{
                const stranger = openAt(server.url, subject.wrongCredential);
                const delivery = one();
                expect(await send([
                    delivery
                ], stranger)).toEqual([
                    expect.objectContaining({
                        kind: 'credential-broken',
                        detail: expect.stringMatching(/\w/)
                    })
                ]);
                expect(fake.phones.shownOn(delivery.token)).toEqual([]);
                await stranger.close();
            });
            it("learns that it is too fast, by the vendor's code, and nobody is notified (scenario 45)", async ()=>{
                const delivery = one({
                    token: 'busy-1'
                });
                const [verdict] = await send([
                    delivery
                ]);
                expect(verdict).toMatchObject({
                    kind: 'throttled',
                    code: witness.calls.at(-1)?.code
                });
                expect(fake.phones.shownOn(delivery.token)).toEqual([]);
            });
            it.each(Object.entries(SPOILED))('has a verdict when the vendor %s', async (_what, { script, verdict })=>{
                host.scriptsOf(vendor.id).add({
                    ...script,
                    times: 1
                });
                const delivery = one();
                const isWordless = subject.features.saysYesWithoutWords === true && WORDLESS.includes(script.do);
                const expected = isWordless ? {
                    kind: 'accepted'
                } : verdict;
                expect(await send([
                    delivery
                ])).toEqual([
                    expect.objectContaining(expected)
                ]);
                expect(await send([
                    delivery
                ])).toEqual([
                    expect.objectContaining({
                        kind: 'accepted'
                    })
                ]);
            });
            it.each([
                500,
                502,
                503,
                504,
                429
            ])("vendors 2.2: has a verdict on the status %i in the vendor's own form, and nobody is notified", async (status)=>{
                host.scriptsOf(vendor.id).add({
                    do: 'status',
                    status,
                    retryAfter: '3',
                    times: 1
                });
                const delivery = one();
                const [verdict] = await send([
                    delivery
                ]);
                expect(verdict).toMatchObject({
                    kind: expect.stringMatching(/^(unavailable|throttled)$/),
                    retryAfterMs: 3_000
                });
                const { code } = verdict;
                expect(witness.calls.map((call)=>call.code)).toContain(code);
                expect(fake.phones.shownOn(delivery.token)).toEqual([]);
                expect(await send([
                    delivery
                ])).toEqual([
                    expect.objectContaining({
                        kind: 'accepted'
                    })
                ]);
            });
            it.each([
                'hang',
                'drip'
            ])('gives up at the deadline when the vendor answers by "%s"', async (trick)=>{
                // Logged in, so that the whole deadline is the push's.
                await send([
                    one()
                ]);
                host.scriptsOf(vendor.id).add({
                    do: trick,
                    times: 1
                });
                const startedAtMs = Date.now();
                const verdicts = await send([
                    one()
                ], client, 150);
                expect(verdicts).toEqual([
                    expect.objectContaining(unsure('deadline'))
                ]);
                expect(Date.now() - startedAtMs).toBeLessThan(1_000);
            });
            it('knows that nothing was sent when nobody listens', async ()=>{
                await server.close();
                expect(await send([
                    one()
                ])).toEqual([
                    expect.objectContaining(notSent('econnrefused'))
                ]);
            });
            it('knows that nothing was sent when the name does not exist', async ()=>{
                const lost = openAt('http://push.invalid');
                expect(await send([
                    one()
                ], lost)).toEqual([
                    expect.objectContaining(notSent())
                ]);
                await lost.close();
            });
            it('knows that nothing was sent when there is no TLS at the other end', async ()=>{
                const secure = openAt(server.url.replace('http:', 'https:'));
                expect(await send([
                    one()
                ], secure)).toEqual([
                    expect.objectContaining(notSent())
                ]);
                expect(witness.calls).toEqual([]);
                await secure.close();
            });
            it('knows that nothing was sent when the other end never speaks TLS', async ()=>{
                const sockets = [];
                const deaf = (0, _nodenet.createServer)((socket)=>sockets.push(socket)).listen(0, '127.0.0.1');
                await (0, _nodeevents.once)(deaf, 'listening');
                const { port } = deaf.address();
                const waiting = openAt(`https://127.0.0.1:${port}`);
                expect(await send([
                    one()
                ], waiting, 200)).toEqual([
                    expect.objectContaining(notSent('deadline'))
                ]);
                await waiting.close();
                for (const socket of sockets)socket.destroy();
                deaf.close();
            });
            it('carries the same vendor ids and the same content in every call of a target', async ()=>{
                const delivery = one();
                await send([
                    delivery,
                    ...many(2)
                ]);
                await send([
                    delivery
                ]);
                const [first, second] = witness.calls.flatMap(({ messages })=>messages).filter(({ tokens })=>tokens.includes(delivery.token));
                expect(second.ids).toEqual(first.ids);
                expect(second.contentHash).toBe(first.contentHash);
            });
            it('carries different ids for different messages of one phone', async ()=>{
                await send(many(20, {
                    token: 'ok-same'
                }));
                const ids = witness.calls.flatMap(({ messages })=>messages.map((message)=>JSON.stringify(message.ids)));
                expect(new Set(ids).size).toBe(20);
            });
            it('never lets the vendor keep a push beyond its expiry', async ()=>{
                const stepMs = subject.features.lifetimeStepMs ?? 10_000;
                const leftMs = Math.max(90_000, 1.5 * stepMs);
                await send([
                    one({
                        expiresAtMs: Date.now() + leftMs
                    })
                ]);
                const [call] = witness.calls;
                expect(call.messages[0].ttlMs).toBeLessThanOrEqual(leftMs);
                expect(call.messages[0].ttlMs).toBeGreaterThan(leftMs - stepMs);
            });
            it.each([
                1_500,
                30_700,
                90_500,
                3_600_000,
                6 * 86_400_000
            ])('lets the vendor keep a push that lives for %i ms no longer than a second beyond its end (V3)', async (leftMs)=>{
                const expiresAtMs = Date.now() + leftMs;
                const { calls } = vendor.plan([
                    one({
                        expiresAtMs
                    })
                ], settings, Date.now());
                for (const call of calls)await client.send(call, DEADLINE_MS);
                const kept = witness.calls.flatMap(({ atMs, messages })=>messages.flatMap(({ ttlMs })=>ttlMs === undefined ? [] : [
                            atMs + ttlMs
                        ]));
                expect(kept.filter((untilMs)=>untilMs > expiresAtMs + 1_000)).toEqual([]);
            });
            it('sends nothing that cannot begin in time, and says so (P10)', async ()=>{
                const delivery = one();
                const inNoTime = await send([
                    delivery
                ], client, DEADLINE_MS, {
                    withinMs: 0,
                    lastMs: 0
                });
                expect(inNoTime).toEqual([
                    expect.objectContaining(notSent(_send.NOT_BEGUN))
                ]);
                expect(fake.phones.shownOn(delivery.token)).toEqual([]);
                await prepared();
                const inTime = await send([
                    delivery
                ], client, DEADLINE_MS, SOON);
                expect(inTime).toEqual([
                    expect.objectContaining({
                        kind: 'accepted'
                    })
                ]);
            });
            it('logs in before it is asked to send, and does not wait for a login then (P10)', async ()=>{
                host.loginDelayMs = 900;
                const delivery = one();
                const early = await send([
                    delivery
                ], client, DEADLINE_MS, AT_ONCE);
                if (host.logins > 0) {
                    expect(early).toEqual([
                        expect.objectContaining(notSent(_send.NOT_BEGUN))
                    ]);
                    await prepared();
                    expect(client.prepare?.(DEADLINE_MS, callOf(delivery))).toBeUndefined();
                    const late = await send([
                        delivery
                    ], client, DEADLINE_MS, AT_ONCE);
                    expect(late).toEqual([
                        expect.objectContaining({
                            kind: 'accepted'
                        })
                    ]);
                }
                expect(fake.phones.shownOn(delivery.token)).toEqual([
                    expect.objectContaining({
                        rings: 1
                    })
                ]);
            });
            if (subject.features.showsOnce) {
                it('alerts once although the first answer was withheld and the push was sent again', async ()=>{
                    host.scriptsOf(vendor.id).add({
                        do: 'close',
                        times: 1
                    });
                    const delivery = one();
                    await send([
                        delivery
                    ]);
                    await send([
                        delivery,
                        one()
                    ]);
                    const its = witness.calls.filter(({ messages })=>messages.some(({ tokens })=>tokens.includes(delivery.token)));
                    expect(its).toHaveLength(2);
                    expect(fake.phones.shownOn(delivery.token)).toEqual([
                        expect.objectContaining({
                            rings: 1
                        })
                    ]);
                });
            }
            it('quotes neither secret nor token in a verdict', async ()=>{
                const secret = Object.values(subject.credential).map(String);
                host.scriptsOf(vendor.id).add({
                    do: 'garbage',
                    every: 2
                });
                const asked = many(6, {
                    token: 'ok-a-token-that-nobody-shall-quote'
                });
                const verdicts = [
                    ...await send(asked),
                    ...await send(asked)
                ].map((verdict)=>JSON.stringify(verdict).replaceAll('\\', ''));
                // A token may be a text of parts, of which none is for other eyes.
                const parts = asked[0].token.split(/[^A-Za-z0-9_-]+/).filter((part)=>part.length >= 16);
                for (const word of [
                    ...secret,
                    asked[0].token,
                    ...parts
                ]){
                    expect(verdicts.filter((verdict)=>verdict.includes(word))).toEqual([]);
                }
            });
        });
    });
}
