// Links ↔ the text of a column: one line a link, fields apart by tabs. No name holds a control character. Pure.
import type { Link, PhaseFact } from './link';

export const packLinks = (links: readonly Link[]): string => links.map(packLink).join('\n');

const packLink = (it: Link): string =>
  [
    ...[it.gateway, it.link, it.firstAtMs, it.aliveAtMs, it.seenAtMs, it.downsAtMs.join(',')],
    ...it.phases.flatMap(({ phase, atMs }) => [phase, atMs]),
  ].join('\t');

export const unpackLinks = (text: string): readonly Link[] =>
  text === '' ? [] : text.split('\n').map(unpackLink);

function unpackLink(line: string): Link {
  const [gateway = '', link = '', firstAtMs, aliveAtMs, seenAtMs, downsAtMs = '', ...phases] =
    line.split('\t');
  return {
    gateway,
    link,
    firstAtMs: Number(firstAtMs),
    aliveAtMs: Number(aliveAtMs),
    seenAtMs: Number(seenAtMs),
    downsAtMs: downsAtMs === '' ? [] : downsAtMs.split(',').map(Number),
    phases: unpackPhases(phases),
  };
}

function unpackPhases(fields: readonly string[]): PhaseFact[] {
  const phases: PhaseFact[] = [];
  for (let i = 0; i + 1 < fields.length; i += 2)
    phases.push({ phase: fields[i] as PhaseFact['phase'], atMs: Number(fields[i + 1]) });
  return phases;
}
