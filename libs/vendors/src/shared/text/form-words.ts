// The words of a vendor's form in English and Simplified Chinese: the name of each field, and where its value is found. The schema has
// the rule of a value, and its description is the English hint.

export interface Words {
  readonly en: string;
  readonly zh: string;
}

export interface FieldWords {
  readonly label: Words;
  /** The Chinese of the schema's description. */
  readonly hint: string;
  /** Absent: on the console's page of the app, or it is for the operator to choose. */
  readonly where?: Words;
}

export interface FormWords {
  /** The page that shows the values, with its address. */
  readonly console: Words;
  /** What an app reports as its token, and how it looks. */
  readonly token: Words;
  /** Those of the credential and of the settings, whose names differ. */
  readonly fields: Readonly<Record<string, FieldWords>>;
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

/** Every vendor's settings have it. */
export const CLICK: FieldWords = chosen(
  ['When tapped', '点击动作'],
  '点击通知后做什么：打开应用、网页或应用内页面。单条消息可以覆盖。',
);
export const PACKAGE: Both = ["The app's build file: applicationId.", '应用的构建文件：applicationId。'];
