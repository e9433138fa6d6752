// Issue 12: each of the 28 checks is broken on the real processes, through the doors that others use; the diagnosis names it as the first that
// fails, with what can be checked and with who must act. All is broken first, at the same time, and asked about afterwards.
import { CHECK_IDS, CHECKS, FAQ } from '@offline-push/contracts';
import { until } from '@offline-push/parts';
import { Stage } from '@offline-push/platform';
import { OF_CALLS } from './diagnosis/of-calls';
import { OF_CERTIFICATES } from './diagnosis/of-certificates';
import { OF_MESSAGES } from './diagnosis/of-messages';
import { OF_PHONES } from './diagnosis/of-phones';
import { type Broken, messageOf, Scene } from './diagnosis/scene';

jest.setTimeout(180_000);

interface Checked {
  number: number;
  check: string;
  result: string;
  evidence: string;
  who: string;
  toDo: string;
}
interface Diagnosed {
  first?: Checked;
  checks: Checked[];
  faq: Record<string, string>;
}

const CASES: readonly Broken[] = [...OF_PHONES, ...OF_CERTIFICATES, ...OF_MESSAGES, ...OF_CALLS];
const userOf = ({ number, word }: Pick<Broken, 'number' | 'word'>): string => `u${number}-${word}`;
const broken = new Map<string, Promise<unknown>>();

let stage: Stage;
let scene: Scene;
beforeAll(async () => {
  const env = {
    presence: { PRESENCE_SILENCE_SECONDS: '15' },
    certificates: { CERTIFICATES_EFFECTIVE_AFTER_SECONDS: '600' },
  };
  stage = await Stage.open({ env });
  scene = new Scene(stage);
  for (const one of CASES) {
    const user = userOf(one);
    const breaking = one.breaks(scene, user);
    // Each case says for itself what went wrong.
    breaking.catch(() => undefined);
    broken.set(user, breaking);
  }
}, 180_000);
afterAll(() => stage?.close());

async function diagnosisAt(path: string): Promise<Diagnosed | undefined> {
  const { devices } = await stage.platform.api.get<{ devices: Diagnosed[] }>(
    'delivery-log',
    `/v1/apps/demo/${path}`,
  );
  return devices[0];
}

/** Delivery-log follows on its own time: the last answer counts when the deadline is over. */
async function diagnosed(path: string, isIt: (found: Diagnosed) => boolean): Promise<Diagnosed | undefined> {
  let last: Diagnosed | undefined;
  const ask = async () => {
    last = await diagnosisAt(path).catch(() => undefined);
    return last !== undefined && isIt(last) ? last : undefined;
  };
  return until(60_000, path, ask, 250).catch(() => last);
}

const pathOf = (one: Broken): string =>
  one.isNow === true ? `users/${userOf(one)}/diagnosis` : `messages/${messageOf(userOf(one))}/diagnosis`;

describe('issue 12: what is broken is the first check that fails', () => {
  it.each(CASES.map((one) => [one.number, one.what, one] as const))(
    'check %d: %s',
    async (number, _, one) => {
      await broken.get(userOf(one));
      const of = ({ first, checks }: Diagnosed): Checked | undefined =>
        one.isUnknown ? checks[number - 1] : first;
      const isOver = ({ checks }: Diagnosed): boolean => !one.isUnknown || checks[23]?.result === 'pass';
      // The message is known before what was decided on it.
      const isSaid = (it: Diagnosed): boolean => one.evidence.test(of(it)?.evidence ?? '');
      const found = await diagnosed(
        pathOf(one),
        (it) => of(it)?.number === number && isSaid(it) && isOver(it),
      );
      const { check, result, evidence, who, toDo } = (found && of(found)) ?? {};
      expect({ check, result, who, evidence }).toEqual({
        ...{ check: CHECK_IDS[number - 1], result: one.isUnknown ? 'unknown' : 'fail', who: one.who },
        evidence: expect.stringMatching(one.evidence),
      });
      expect(toDo).toMatch(/\w/);
      if (one.isUnknown) expect(found?.first).toBeUndefined();
    },
  );

  it('is tried for every check, and for the five questions of the FAQ among them', () => {
    expect([...new Set(CASES.map(({ number }) => number))]).toEqual(CHECK_IDS.map((id) => CHECKS[id].number));
    const tried = new Set(CASES.map(({ number }) => CHECK_IDS[number - 1]));
    for (const ids of Object.values(FAQ)) expect(ids.filter((id) => tried.has(id))).not.toEqual([]);
  });

  it('is nothing for a phone that rang and was opened: no check fails, by its message and as it is now', async () => {
    const user = 'healthy';
    await scene.killed(user, { word: 'click' });
    await scene.sends(user);
    const isOpened = ({ checks }: Diagnosed): boolean => checks[25]?.result === 'pass';
    const found = await diagnosed(`messages/${messageOf(user)}/diagnosis?user=${user}`, isOpened);
    const notPassed = found?.checks.filter(({ result }) => result !== 'pass') ?? [];
    expect(notPassed.map(({ number, result }) => [number, result])).toEqual([[27, 'unknown']]);
    expect(found?.faq).toEqual(Object.fromEntries(Object.keys(FAQ).map((question) => [question, 'pass'])));
    const now = await diagnosed(
      `users/${user}/diagnosis?device=${user}-phone`,
      (it) => it.checks[27]?.result === 'pass',
    );
    expect(now?.first).toBeUndefined();
  });

  it('of somebody who is no recipient is the list of recipients', async () => {
    const found = await diagnosed('messages/m-healthy/diagnosis?user=nobody', () => true);
    expect(found?.first).toMatchObject({
      ...{ number: 2, who: 'core', evidence: 'nobody is not among the recipients of m-healthy.' },
    });
  });
});
