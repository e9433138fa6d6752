// The steps of a device, one a line: how long after the message, where, who says so, what. Pure.
import { sentence, timeOf } from '../words';
import type { DeviceStory, Step } from './told';

const WITNESSES: Record<Step['witness'], string> = { us: 'we', vendor: 'the vendor', phone: 'the phone' };

export const stepLines = ({ steps }: DeviceStory, sentAtMs = steps[0]?.atMs ?? 0): string[] =>
  steps.map(
    (step) =>
      `    ${afterOf(step.atMs - sentAtMs).padStart(10)}  ${step.stage.padEnd(10)}  ${WITNESSES[step.witness]}: ${step.result}. ${detailsOf(step)}`,
  );

const afterOf = (ms: number): string =>
  Math.abs(ms) < 10_000
    ? `${sign(ms)}${Math.abs(ms)} ms`
    : `${sign(ms)}${(Math.abs(ms) / 1000).toFixed(1)} s`;
const sign = (ms: number): string => (ms < 0 ? '-' : '+');

function detailsOf(step: Step): string {
  const words = [step.code, step.says].filter(Boolean).join(' ');
  const through = [
    step.vendor,
    step.certificateId === undefined ? undefined : `certificate ${step.certificateId}`,
    step.version === undefined ? undefined : `version ${step.version}`,
    step.stage === 'attempt' && step.attempt !== undefined ? `call ${step.attempt}` : undefined,
    step.tookMs === undefined ? undefined : `${step.tookMs} ms`,
    step.vendorMessageId === undefined ? undefined : `vendorMessageId ${step.vendorMessageId}`,
    step.nextAtMs === undefined ? undefined : `again at ${timeOf(step.nextAtMs)}`,
  ].filter((part) => part !== undefined);
  return [
    sentence(step.means),
    ...(words === '' ? [] : [sentence(words)]),
    ...(through.length === 0 ? [] : [`(${through.join(', ')})`]),
  ].join(' ');
}
