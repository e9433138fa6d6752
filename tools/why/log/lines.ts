// delivery-log's answer, line by line: of each device what became of it, the first check that failed, and its steps. Pure.
import { type Remedy } from '@offline-push/contracts';
import { Evidence } from '../topics/evidence';
import type { Question } from '../question';
import { sentenceOf } from '../sentence';
import { act, sentence, timeOf } from '../words';
import { fateIn, frameOf } from './fates-in';
import { stepLines } from './step-lines';
import type { Check, DeviceStory, Diagnosed, MessageTold, StoryTold, Told } from './told';

/** Steps of more devices hide what is asked for. */
const MOST_WITH_STEPS = 20;

export function linesOf(told: Told, question: Question, nowMs: number): string[] {
  return [
    ...told.phones.map(phoneLine),
    ...told.messages.flatMap((message) => messageLines(message, question, nowMs)),
  ];
}

function messageLines(
  { story, diagnosed, isMore }: MessageTold,
  question: Question,
  nowMs: number,
): string[] {
  const hasSteps = story.devices.length <= MOST_WITH_STEPS;
  const devices = story.devices.flatMap((device) => [
    `  ${sentenceIn(device, story, question, checkOf(device, diagnosed), nowMs)}`,
    ...(hasSteps ? stepLines(device, story.sentAtMs) : []),
  ]);
  return [
    `${story.messageId} of app ${story.app}, sent ${timeOf(story.sentAtMs ?? 0)}:`,
    ...(story.notes ?? []).map((note) => `  repaired at the door: ${note}`),
    ...(story.devices.length === 0 ? [nobodyIn(question)] : []),
    ...devices,
    ...(hasSteps && !isMore ? [] : ['  Name one with --user or --device for its steps and its diagnosis.']),
  ];
}

function nobodyIn({ user, device }: Question): string {
  const about = [user, device].filter(Boolean).join(', ') || 'anybody';
  return device === undefined
    ? `  nothing of ${about}: not among its recipients`
    : `  nothing of ${about}: no device of that name in this message`;
}

const checkOf = ({ user, device }: DeviceStory, diagnosed: readonly Diagnosed[]): Diagnosed | undefined =>
  diagnosed.find((one) => one.user === user && one.device === device);

function sentenceIn(
  device: DeviceStory,
  story: StoryTold,
  question: Question,
  diagnosed: Diagnosed | undefined,
  nowMs: number,
): string {
  const fate = fateIn(device, story);
  const told = { app: story.app, story: frameOf(story), sentAtMs: story.sentAtMs ?? 0, nowMs };
  const said = fate
    ? sentenceOf(fate, { ...told, evidence: Evidence.ofNothing(question) })
    : waitOf(device, story, diagnosed?.first, nowMs);
  return said + checkIn(diagnosed?.first, said);
}

/** In its lane: what it waits for is what the first check that failed says, else its last answer. */
function waitOf(
  device: DeviceStory,
  { expiresAtMs = 0 }: StoryTold,
  first: Check | undefined,
  nowMs: number,
) {
  const { user, device: name = '', means, steps } = device;
  const { vendor, certificateId } = steps.findLast((step) => step.stage === 'addressing') ?? {};
  const until =
    nowMs < expiresAtMs
      ? `still waits until ${timeOf(expiresAtMs)}`
      : 'has no outcome although its life is over';
  const lane = `lane of certificate ${certificateId ?? '?'} (${vendor ?? '?'})`;
  const again = steps.findLast((step) => step.stage === 'attempt')?.nextAtMs;
  const next = again === undefined || again < nowMs ? '' : ` It is tried again at ${timeOf(again)}.`;
  const remedy = first === undefined ? act(device) : '';
  return `${user}, ${name}: ${until} in the ${lane}: ${sentence(means)}${next}${remedy}`;
}

/** What the sentence says already is not said again. */
function checkIn(first: Check | undefined, said: string): string {
  if (first === undefined) return '';
  const { number, asks, evidence } = first;
  const remedy = said.includes(first.toDo) ? '' : act(remedyOf(first));
  return `\n    Check ${number} of 28 failed: ${asks} ${sentence(evidence)}${remedy}`;
}

const remedyOf = ({ who, toDo }: Check): Remedy => ({ who, toDo });

/** How a phone stands now: what is known of login, link and token, and what would stop a push. */
function phoneLine({ user, device, first, checks }: Diagnosed): string {
  const name = device === undefined ? user : `${user}, ${device}`;
  if (first !== undefined) return `${name}: would not ring now.${checkIn(first, '')}`;
  const known = checks.filter(({ check, result }) => STANDING.includes(check) && result === 'pass');
  return `${name}: nothing is known that would stop a push now. ${known.map(({ evidence }) => evidence).join(' ')}`;
}

const STANDING: readonly string[] = ['login', 'link', 'binding', 'certificate', 'credential'];
