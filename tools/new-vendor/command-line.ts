// What the command line of `npm run new:vendor` asks for. Pure; whether the words will do is said by vendor-files.ts.
import { type Flags, flagLines, given, WrongUsage } from '@offline-push/arguments';
import type { NewVendor } from './vendor-files';

const FLAGS: Flags = {
  id: { value: 'foo-push', says: 'the word for it in code, folders and topics; it stays for ever' },
  name: { value: '"Foo Push"', says: 'what people call it' },
  'one-token': { isSwitch: true, says: 'it takes one phone a request, not a list of them' },
  help: { isSwitch: true, says: 'says this' },
};

export const USAGE = `npm run new:vendor -- --id foo-push --name "Foo Push" [--one-token]
lays out the folders of a vendor and of its fake, and names every next step

${flagLines(FLAGS)}`;

/** Undefined: help was asked for. Throws `WrongUsage`. */
export function vendorAsked(args: readonly string[]): NewVendor | undefined {
  const { has, text } = given(args, FLAGS);
  if (has('help')) return undefined;
  const [id, name] = [text('id'), text('name')];
  if (id === undefined || name === undefined) throw new WrongUsage(`--id and --name are needed\n\n${USAGE}`);
  return { id, name, isOneToken: has('one-token') };
}
