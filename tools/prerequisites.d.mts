export interface Found {
  node: string;
  java: number | undefined;
  maven: boolean;
  brokersGiven: boolean;
  jarsKept: boolean;
  docker: boolean;
  lacksPooler: boolean;
  mayInstall: boolean;
}

export interface Judgement {
  step: 'go' | 'install' | 'stop';
  says?: string;
  packages?: string[];
}

export function ensurePrerequisites(options?: { forTests?: boolean }): Promise<void>;
export function judge(found: Found): Judgement;
export function isAtLeast(version: string, major: number, minor: number): boolean;
export function javaMajor(answer: string): number | undefined;
