// Who judges which fake: each program beside this file drives somebody else's client, and its name says whose fake it judges
// (java/src/WebPushJudge.java, go/web-push, node/web-push.mjs). Its first lines say whose client it is, and what its customer is allowed
// beyond the sample if the client knows less than the vendor wants by now. Coordinates and exact versions of clients stand in
// java/pom.xml (profile of the vendor's name), go/go.mod and node/package.json.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const LANGUAGES = ['java', 'go', 'node'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Judge {
  /** The vendor's id: whose fake it judges. */
  readonly vendor: string;
  /** Whose code it is, for the table. */
  readonly client: string;
  readonly language: Language;
  /** Java: a source file in java/src. Go: a folder in go. Node: a module in node. */
  readonly file: string;
  readonly tenant?: object;
}

/** Where programs are, how their name says the vendor, and where their first lines stand. */
const PLACES: Record<Language, { folder: string; name: RegExp; main: string }> = {
  java: { folder: 'java/src', name: /^([A-Z][A-Za-z0-9]*)Judge\.java$/, main: '' },
  // The parts that judges share are in another folder.
  go: { folder: 'go', name: /^(?!internal$)([a-z][a-z0-9-]*)$/, main: 'main.go' },
  node: { folder: 'node', name: /^([a-z][a-z0-9-]*)\.mjs$/, main: '' },
};

/** WebPush → web-push. */
const idOf = (name: string): string => name.replaceAll(/(?<!^)(?=[A-Z])/g, '-').toLowerCase();

function judgesIn(language: Language): Judge[] {
  const { folder, name, main } = PLACES[language];
  return readdirSync(join(__dirname, folder)).flatMap((file) => {
    const [, vendor] = name.exec(file) ?? [];
    return vendor === undefined
      ? []
      : [{ vendor: idOf(vendor), language, file, ...headOf(join(__dirname, folder, file, main)) }];
  });
}

/** Throws if it does not say whose client it drives. */
function headOf(path: string): Pick<Judge, 'client' | 'tenant'> {
  const [first = '', second = ''] = readFileSync(path, 'utf8').split('\n', 2);
  const client = /^\/\/ Client: (.+)$/.exec(first)?.[1];
  if (client === undefined) throw new Error(`${path}: its first line must be "// Client: …"`);
  const tenant = /^\/\/ Customer: (.+)$/.exec(second)?.[1];
  return { client, ...(tenant !== undefined && { tenant: JSON.parse(tenant) as object }) };
}

export const JUDGES: readonly Judge[] = LANGUAGES.flatMap(judgesIn).sort((one, other) =>
  one.vendor < other.vendor ? -1 : Number(one.vendor > other.vendor),
);
