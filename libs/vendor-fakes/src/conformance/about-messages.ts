// What a phone hears and shows of a message, whatever the vendor's form: what its requests say.
import type { Subject } from './subject';
import type { Delivery } from '@offline-push/vendors/send';

const NOW_MS = 1_790_000_000_000;

/** A request as somebody reads it who knows no form of it. */
function wireOf(request: unknown): string {
  const text = JSON.stringify(request).replaceAll('\\', '');
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escaped) => decodeURIComponent(escaped));
}

/** `one` makes a delivery of its own, with a token of this vendor. */
export function aboutMessages(subject: Subject, one: (fields?: Partial<Delivery>) => Delivery): void {
  const { vendor, settings } = subject;

  it('vendors 3.5: rings without a sound, and is silent only if that is asked for and can be', () => {
    const wires = (sound: string[]) =>
      vendor
        .plan(
          [one({ content: { title: 'Ann', text: 'hi', ...(sound[0] && { sound: sound[0] }) } })],
          settings,
          NOW_MS,
        )
        .calls.map((call) => ({ wire: wireOf(call.request), notes: call.notesByDelivery?.[0] ?? [] }));
    for (const sound of [[], ['default'], ['ding.caf']])
      expect(wires(sound).map(({ wire }) => subject.isSilent(wire))).toEqual([false]);
    const [asked] = wires(['none']);
    expect(subject.isSilent(asked!.wire) || asked!.notes.some((note) => /^silence left out/.test(note))).toBe(
      true,
    );
  });
  it('vendors 3.3: never sends a message of class bulk as chats are sent', () => {
    const { isChat = () => false } = subject;
    const wires = (content: Delivery['content']) =>
      vendor.plan([one({ content })], settings, NOW_MS).calls.map(({ request }) => wireOf(request));
    expect(wires({ title: 'Ann' }).map(isChat)).toEqual([subject.isChat !== undefined]);
    expect(wires({ title: 'Ann', class: 'bulk' }).map(isChat)).toEqual([false]);
    for (const category of ['IM', 'MARKETING']) {
      const asked = wires({ class: 'bulk', vendors: { [vendor.id]: { category } } });
      expect(asked.filter(isChat)).toEqual([]);
    }
  });
  it('behaviour 3.16: leaves no direction mark open in what a phone shows', () => {
    const [call] = vendor.plan(
      [one({ content: { title: '\u2067Ann', text: `\u202e${'x'.repeat(5_000)}\u202c` } })],
      settings,
      NOW_MS,
    ).calls;
    const wire = wireOf(call!.request);
    const count = (mark: RegExp) => [...wire.matchAll(mark)].length;
    expect(count(/[\u2066-\u2068]/g)).toBe(count(/\u2069/g));
    expect(count(/[\u202a\u202b\u202d\u202e]/g)).toBe(count(/\u202c/g));
  });
  it('FF 1.17: cuts no family in two', () => {
    const family = '👨‍👩‍👧‍👦';
    for (const before of ['', 'a', 'ab', 'abc', 'abcd', 'abcde', 'abcdef']) {
      const text = before + family.repeat(500);
      const [call] = vendor.plan(
        [one({ content: { title: before + family.repeat(17), text } })],
        settings,
        NOW_MS,
      ).calls;
      const rest = wireOf(call!.request).replaceAll(family, '');
      expect(rest).not.toMatch(/[👨👩👧👦]/u);
    }
  });
}
