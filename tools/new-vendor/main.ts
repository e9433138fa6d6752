// `npm run new:vendor -- --id foo --name "Foo Push"`: a vendor's folder and its fake's, with the files of the others, and its line in
// each list. `--one-token`: for a vendor that takes one phone a request. What is left to write is what the failing conformance suite says.
import { exitOf, WrongUsage } from '@offline-push/arguments';
import { join, relative } from 'node:path';
import { VENDORS } from '@offline-push/vendors/send';
import { USAGE, vendorAsked } from './command-line';
import { nextSteps } from './next-steps';
import { problemOf } from './vendor-files';
import { writeVendor } from './write';

const root = join(__dirname, '../..');

function main(): void {
  const vendor = vendorAsked(process.argv.slice(2));
  if (vendor === undefined) return console.log(USAGE);
  const problem = problemOf(
    vendor,
    VENDORS.map(({ id }) => id),
  );
  if (problem !== undefined) throw new WrongUsage(problem);
  const written = writeVendor(join(root, 'libs'), vendor);
  for (const file of written) console.log(relative(root, file));
  console.log(nextSteps(vendor));
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = exitOf(error);
}
