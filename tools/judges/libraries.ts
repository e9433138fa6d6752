// Fetches the clients with the tools of their own languages into the git-ignored .parts/judges, once per manifest, and knows how a judge
// is started with them.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Parts, PARTS_FOLDER } from '@offline-push/parts';
import type { Judge, Language } from './judges';

const kept = join(PARTS_FOLDER, 'judges');
/** A slow line needs minutes for Google's 50 MB. */
const FETCH_DEADLINE_MS = 600_000;

/** What must be on the PATH, by language. */
export const NEEDED_TOOLS: Record<Language, readonly string[]> = {
  java: ['java', 'javac', 'mvn'],
  go: ['go'],
  node: ['npm'],
};

export interface Command {
  readonly command: string;
  /** Before the judge's own arguments. `material` is the folder of its third one. */
  argsFor(material: string): string[];
}

export const commandOf = (parts: Parts, judge: Judge): Promise<Command> =>
  PREPARATIONS[judge.language](parts, judge);

const PREPARATIONS: Record<Language, (parts: Parts, judge: Judge) => Promise<Command>> = {
  /** Java runs a source file as it is. The material comes first on the class path: some SDKs are configured by a file there. */
  async java(parts, { vendor, file }) {
    const pom = join(__dirname, 'java/pom.xml');
    const libs = await once(`java/${vendor}-${fingerprint(pom)}`, (almost) =>
      succeeds(parts, `maven-${vendor}`, 'mvn', [
        ...['-B', '-f', pom, '-P', vendor, 'dependency:copy-dependencies'],
        ...['-DincludeScope=runtime', `-DoutputDirectory=${almost}`],
      ]),
    );
    return {
      command: 'java',
      argsFor: (material) => [
        ...['-cp', [material, join(libs, '*')].join(delimiter)],
        join(__dirname, 'java/src', file),
      ],
    };
  },
  /** Go keeps modules and builds itself. */
  async go(parts, { file }) {
    const program = join(kept, 'go', file);
    const cwd = join(__dirname, 'go');
    await succeeds(parts, `go-${file}`, 'go', ['build', '-o', program, `./${file}`], cwd);
    return { command: program, argsFor: () => [] };
  },
  /** A module looks for its imports above its own place, so it is copied to them. */
  async node(parts, { file }) {
    const manifests = ['package.json', 'package-lock.json'].map((name) => join(__dirname, 'node', name));
    const folder = await once(`node-${fingerprint(...manifests)}`, async (almost) => {
      mkdirSync(almost, { recursive: true });
      for (const manifest of manifests)
        cpSync(manifest, join(almost, manifest.slice(manifest.lastIndexOf('/'))));
      await succeeds(parts, 'npm', 'npm', ['ci', '--no-audit', '--no-fund'], almost);
    });
    for (const part of [file, 'internal'])
      cpSync(join(__dirname, 'node', part), join(folder, part), { recursive: true });
    return { command: process.execPath, argsFor: () => [join(folder, file)] };
  },
};

/** Fills a folder that appears under its name only when it is whole. */
async function once(name: string, fill: (almost: string) => Promise<void>): Promise<string> {
  const folder = join(kept, name);
  if (existsSync(folder)) return folder;
  const almost = `${folder}.${process.pid}`;
  try {
    await fill(almost);
    renameSync(almost, folder);
  } finally {
    rmSync(almost, { recursive: true, force: true });
  }
  return folder;
}

async function succeeds(
  parts: Parts,
  name: string,
  command: string,
  args: string[],
  cwd?: string,
): Promise<void> {
  await parts.launch({ name, command, args, ...(cwd !== undefined && { cwd }) }).succeeds(FETCH_DEADLINE_MS);
}

const fingerprint = (...files: string[]): string =>
  files
    .reduce((hash, file) => hash.update(readFileSync(file)), createHash('sha256'))
    .digest('hex')
    .slice(0, 12);
