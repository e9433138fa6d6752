// What a message says is private, also for operators: its texts keep their length, and so what a vendor's limits cut. Pure.
import type { PushContent } from '@offline-push/contracts';

export const veiled = (content: PushContent): PushContent => ({
  ...content,
  ...(content.title !== undefined && { title: veil(content.title) }),
  ...(content.text !== undefined && { text: veil(content.text) }),
  ...(content.ext !== undefined && { ext: veil(content.ext) }),
});

/** As wide in bytes where it matters: ASCII by ASCII, all else by the wide star. */
const veil = (text: string): string =>
  text.replace(/[^\s]/gu, (character) => (character <= '\x7f' ? '*' : '＊'));
