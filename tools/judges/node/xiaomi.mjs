// Client: push-xiaomi 0.1.6
// Customer: {"defaultClass":true}
//
// Judges the fake of Xiaomi with a client that is not the vendor's and not ours: npm push-xiaomi 0.1.6. It sends what it has nothing for as
// an empty field, a notify id of 13 digits and no charset, and counts by the fields of our answers.
//
// Arguments: base URL over HTTP, base URL over TLS (not used), folder with material.json. The client's addresses are options. It counts a
// wrong secret and a throttled call neither as success nor as failure, so there the answer itself is looked at too.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Xiaomi from 'push-xiaomi';
import { check, expect } from './internal/checks.mjs';

const [baseUrl, , folder] = process.argv.slice(2);
const { settings, credential, wrongCredential } = JSON.parse(
  readFileSync(join(folder, 'material.json'), 'utf8'),
);

const clientWith = ({ appSecret }) =>
  new Xiaomi({
    appSecret,
    appPkgName: settings.packageName,
    pushUrl: `${baseUrl}/v3/message/regid`,
    queryUrl: `${baseUrl}/v1/trace/message/status`,
  });
const good = clientWith(credential);

/** What the client counted, and the codes of the answers that it read. */
async function push(list, client = good) {
  const codes = [];
  const counted = await new Promise((resolve) =>
    client.push({
      title: '小红 🎉',
      content: '晚上 a=b&c+d%',
      payload: '{"conv":"p2p_1"}',
      list,
      sleep: 0,
      success: ({ data }) => codes.push(data.code),
      finish: resolve,
    }),
  );
  return { ...counted, codes: [...new Set(codes)].join() };
}

/** Checks what became of a push to these tokens. */
async function counts(list, { sent, failed, code }, client) {
  const found = await push(list, client);
  expect('successes', sent, found.success_total);
  expect('failures', failed, found.fail_total);
  expect('codes', code, found.codes);
  return found;
}

const many = Array.from({ length: 1001 }, (_, number) => `ok-many-${number}`);

await check('sends one', async () => {
  const { traceIdList } = await counts(['ok-judge'], { sent: 1, failed: 0, code: '0' });
  expect('length of the id', 22, traceIdList[0]?.length);
  return traceIdList[0];
});
await check('sends a batch', async () => {
  const { group } = await counts(many, { sent: 1001, failed: 0, code: '0' });
  return `${group} calls`;
});
await check('a dead token', () => counts(['dead-judge'], { sent: 0, failed: 1, code: '20301' }).then(says));
await check('dead tokens in a batch', () =>
  counts(['ok-1', 'dead-1', 'ok-2', 'dead-2'], { sent: 2, failed: 2, code: '0' }).then(says),
);
await check('a wrong credential', () =>
  counts(['ok-judge'], { sent: 0, failed: 0, code: '21301' }, clientWith(wrongCredential)).then(says),
);
await check('a throttled call', () =>
  counts(['busy-judge'], { sent: 0, failed: 0, code: '200002' }).then(says),
);
await check('traces its messages', async () => {
  const { traceIdList } = await push(['ok-3', 'ok-4']);
  const { delivered, click } = await good.query({ msg_id: [...traceIdList, 'nobody'] });
  expect('delivered', 2, delivered);
  expect('clicks', 0, click);
  return `${delivered} delivered`;
});

function says({ codes }) {
  return `code ${codes}`;
}
