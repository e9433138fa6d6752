// What the description of the API says of the event stream. Pure.
import { CATALOG } from '@offline-push/vendors/catalog';
import { Type } from '@sinclair/typebox';
import { RESET_REASONS } from './place';

export const LAST_EVENT_ID = {
  name: 'Last-Event-ID',
  description:
    'The last id that the client saw: the stream goes on behind it, at any pod. A browser sends it by itself.',
  schema: Type.String({ maxLength: 200 }),
  example: '1790000000000.17',
};

const VENDOR = CATALOG[0]?.id ?? '';

export const LIVE_EXAMPLE = `retry: 2000

id: 1790000000000.16
event: ready
data: {"app":"demo","isResumed":false}

id: 1790000000000.17
event: story
data: {"messageId":"m-1001","user":"bob","device":"bobs-phone","box":"settled","reason":"accepted","stage":"end","result":"accepted","atMs":1790000000150,"vendor":"${VENDOR}","certificateId":1,"attempt":1}

id: 1790000000000.18
event: lane
data: {"certificateId":1,"vendor":"${VENDOR}","by":"call","state":"throttled","atMs":1790000000400,"untilMs":1790000005400,"code":"200002","says":"exceed qps limit"}

`;

export const ABOUT_LIVE = [
  'Events, each with an `id` and JSON as `data`:',
  '- `ready`: from here on all that changes is told. Ask for stories and lanes after it, and nothing is missed in between. `isResumed`: the stream goes on behind the id that came with the request.',
  '- `story`: a device of a message (or a recipient without one) as it is now: its box in the ledger, its reason, the last step (`stage`, `result`, `atMs`). The same may come twice.',
  '- `lane`: a lane as the last vendor call left it (`by`: `call`, of the pod that called), a credential as its vendor judged it (`credential`), a certificate (`certificate`), or what a person did (`person`: `paused`, `resumed`).',
  `- \`reset\`: something may be missing, because (\`because\`) of ${RESET_REASONS.map((reason) => `\`${reason}\``).join(', ')}. Read anew what is on the screen; the stream goes on from here.`,
  '',
  'A comment with the current id comes when nothing happened for a while (DELIVERY_LOG_LIVE_HEARTBEAT_MS, 15 s): all until then is told. What changed is kept for three minutes behind the last client that watches the app, so an id is good for so long. ' +
    'A stream ends after 15 minutes, and when its pod stops: come again with the last id. Stories appear about a second after their events (DELIVERY_LOG_GATHER_MS). No text of a message and no token is told.',
].join('\n');
