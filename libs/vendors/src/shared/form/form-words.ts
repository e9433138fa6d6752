// The words of a vendor's form in English and Simplified Chinese: the name of each field, and where its value is found. The schema has
// the rule of a value, and its description is the English hint. The order of the words is the order in which the vendor's own pages show
// the values, and so that of the form.

export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** A value that looks like another one of the vendor's page. It is said to whoever types it, and refuses nothing. */
export interface Look {
  /** A pattern of JSON Schema. */
  readonly matches: string;
  readonly says: Words;
}

export interface FieldWords {
  readonly label: Words;
  /** The Chinese of the schema's description. */
  readonly hint: string;
  /** Absent: on the console's page of the app, or it is for the operator to choose. */
  readonly where?: Words;
  /** Absent: nothing that it could be taken for has a form of its own. */
  readonly looks?: readonly Look[];
  /** Of the sealed part, and shown while it is typed all the same: an id that stands in plain sight at the vendor. */
  readonly isPlain?: true;
  /** Optional, and shown with the required ones: most certificates have it. */
  readonly isUsual?: true;
  /** The only variant of the form that has the field. */
  readonly onlyIf?: { readonly field: string; readonly is: string };
  /** Of a field that is chosen from a list, by its values. Absent: the values speak for themselves. */
  readonly choices?: Readonly<Record<string, Words>>;
}

/** A file that fills fields: what the vendor gives to download. */
interface FileDrop {
  /** Ending of its name, with the dot. */
  readonly ending: string;
  /** How it is read. `json`: its keys are fields, or the whole is one. */
  readonly as: 'text' | 'base64' | 'json';
  /** Of JSON: keys by which the file is told from others. */
  readonly has?: readonly string[];
  /** Name of the field → what fills it. */
  readonly fills: Readonly<Record<string, Filling>>;
}

/** The whole content, a key of the JSON, a part of the file's name (the first group of the pattern), or a fixed word. */
type Filling =
  | { readonly from: 'content' }
  | { readonly from: 'key'; readonly key: string }
  | { readonly from: 'file-name'; readonly pattern: string }
  | { readonly from: 'word'; readonly word: string };

export interface FormWords {
  /** What people call the vendor. Absent: as the catalog does. */
  readonly name?: Words;
  /** The page that shows the values, with its address. */
  readonly console: Words;
  /** What an app reports as its token, and how it looks. */
  readonly token: Words;
  /** Those of the credential and of the settings, whose names differ. */
  readonly fields: Readonly<Record<string, FieldWords>>;
  /** Absent: no file of the vendor fills the form. */
  readonly drops?: readonly FileDrop[];
}

type Both = readonly [en: string, zh: string];

export const words = ([en, zh]: Both): Words => ({ en, zh });

export const field = (label: Both, hint: string, where?: Both): FieldWords => ({
  label: words(label),
  hint,
  ...(where && { where: words(where) }),
});

/** The operator chooses it; no console shows it. */
const CHOSEN: Both = ['Your choice: no console shows it.', '由你决定，控制台中没有此项。'];
export const chosen = (label: Both, hint: string): FieldWords => field(label, hint, CHOSEN);

export const look = (matches: string, says: Both): Look => ({ matches, says: words(says) });

/** The number of the app, where a key or a secret belongs. */
export const DIGITS_ONLY: Look = look('^[0-9]+$', [
  'Digits only: this looks like an app id, not like a key or a secret.',
  '只有数字：这看起来是应用 ID，不是密钥。',
]);
/** A secret, where the number of the app belongs. */
export const NOT_DIGITS: Look = look('[^0-9]', [
  'This id has digits only at the vendor: is it a key or a secret?',
  '厂商的这个 ID 只有数字：是不是填成了密钥？',
]);

/** Every vendor's settings have it. */
export const CLICK: FieldWords = chosen(
  ['When tapped', '点击动作'],
  '点击通知后做什么：打开应用、网页或应用内页面。单条消息可以覆盖。',
);
export const PACKAGE: Both = ["The app's build file: applicationId.", '应用的构建文件：applicationId。'];
