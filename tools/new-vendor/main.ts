// `npm run new:vendor -- --id foo --name "Foo Push"`: a vendor's folder and its fake's, with the files of the others, and its line in
// each list. What is left to write is what the failing conformance suite says.
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { VENDORS } from '@offline-push/vendors/send';
import { problemOf } from './vendor-files';
import { writeVendor } from './write';

const root = join(__dirname, '../..');

const { values: options } = parseArgs({ options: { id: { type: 'string' }, name: { type: 'string' } } });

function main(): void {
  const vendor = { id: options.id ?? '', name: options.name ?? '' };
  const problem = problemOf(
    vendor,
    VENDORS.map(({ id }) => id),
  );
  if (problem !== undefined) throw new Error(problem);
  const written = writeVendor(join(root, 'libs'), vendor);
  for (const file of written) console.log(relative(root, file));
  console.log(`
Now, in this order:
  1. libs/vendors/src/${vendor.id}/codes.ts and libs/vendor-fakes/src/${vendor.id}/fake-rules.ts from the vendor's pages, each row with its
     source; the rule "unwritten" goes.
  2. npx jest libs/vendors/src/${vendor.id} libs/vendor-fakes/src/${vendor.id}, until it passes.
  3. libs/vendors/src/${vendor.id}/README.md, a row in docs/vendors.md, and a judge in tools/judges if somebody else wrote a client.`);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
