// The built pages on the disk. Only what was listed is ever opened, so no path can lead out of the folder.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { HealthPart } from '@offline-push/service-kit';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

export class WebFolder {
  constructor(readonly path: string) {}
}

@Injectable()
export class Build implements HealthPart, OnModuleInit {
  readonly name = 'build';
  #files: ReadonlySet<string> = new Set();
  #html = '';
  #id = '';
  #readAtMs = 0;

  constructor(private readonly folder: WebFolder) {}

  onModuleInit(): void {
    this.isReady();
  }

  isAlive(): boolean {
    return true;
  }

  /** Looks again: whoever develops builds again. */
  isReady(): boolean {
    const at = statSync(this.#at('/index.html'), { throwIfNoEntry: false })?.mtimeMs;
    if (at !== undefined && at !== this.#readAtMs) this.#read(at);
    return at !== undefined;
  }

  waitsFor(): readonly string[] {
    return [`the built pages are not in ${this.folder.path}`];
  }

  /** Names the build: another one offers a reload. */
  get id(): string {
    return this.#id;
  }

  /** index.html; undefined: there is none. */
  get html(): string | undefined {
    return this.isReady() ? this.#html : undefined;
  }

  /** Where the file of a path is; undefined: there is none. */
  find(path: string): string | undefined {
    this.isReady();
    return this.#files.has(path) ? this.#at(path) : undefined;
  }

  #read(at: number): void {
    this.#html = readFileSync(this.#at('/index.html'), 'utf8');
    this.#id = createHash('sha256').update(this.#html).digest('hex').slice(0, 12);
    const names = readdirSync(this.folder.path, { recursive: true, withFileTypes: true });
    this.#files = new Set(
      names
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(this.folder.path.length))
        .map((path) => `/${path.split(sep).filter(Boolean).join('/')}`),
    );
    this.#readAtMs = at;
  }

  #at(path: string): string {
    return join(this.folder.path, path);
  }
}
