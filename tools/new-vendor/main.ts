// `npm run new:vendor -- --id foo --name "Foo Push"`: a vendor's folder and its fake's, with the files of the others, and its line in
// each list. `--one-token`: for a vendor that takes one phone a request. What is left to write is what the failing conformance suite says.
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { VENDORS } from '@offline-push/vendors/send';
import { problemOf } from './vendor-files';
import { writeVendor } from './write';

const root = join(__dirname, '../..');

const { values: options } = parseArgs({
  options: { id: { type: 'string' }, name: { type: 'string' }, 'one-token': { type: 'boolean' } },
});

function main(): void {
  const isOneToken = options['one-token'] === true;
  const vendor = { id: options.id ?? '', name: options.name ?? '', isOneToken };
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
  2. npx jest --config jest.config.cjs libs/vendor-fakes/src/${vendor.id}, until it passes. Tokens with a form of their own:
     tokenFor and wordOf in sample.ts, platform if they are browsers'. What is drawn (salts, keys) belongs into send: plan makes equal calls of equal deliveries.
  3. probe.ts: "good" for the sample and "wrong" with its field for the wrong credential, which the story of the seed walk asks of every vendor.
  4. words.ts: labels, hints and places of every field in English and Chinese; catalog.spec.ts says which are missing.
  5. libs/vendors/src/${vendor.id}/README.md, a row in both tables of docs/vendors.md, own codes in libs/contracts/src/own-codes.ts and
     docs/why-no-push.md, a line in CHANGELOG.md; npm run docs:openapi.
  6. A judge in tools/judges if somebody else wrote a client: a program, its line in judges.ts, its coordinates in the manifest of its language.
  7. npx jest --config jest.config.cjs libs/vendors tools/vendors-doc tools/judges tools/topics-doc, and npm run lint.
A vendor that takes one token a call, or whose clients name the host, has a neighbour like it in docs/vendors.md: look into its folder. No compose file
and no other service needs a change: '*=http://sandbox/{vendor}' moves every vendor to the sandbox.`);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
