// What is left to do after a vendor was laid out, in order. Pure. A spec follows every path that is named here.
import type { NewVendor } from './vendor-files';

export const nextSteps = ({ id, isOneToken = false }: NewVendor): string => `
Now, in this order (what the parts are for: libs/vendors/README.md; what a fake owes: libs/vendor-fakes/README.md):
  1. libs/vendors/src/${id}/README.md: the vendor's facts from its pages, with a date.
  2. libs/vendors/src/${id}/codes.ts and libs/vendor-fakes/src/${id}/fake-rules.ts: every code and every rule with its page. The rule "unwritten" goes.
  3. libs/vendors/src/${id}: catalog.ts (host, limits), credential.ts, options.ts, token.ts, payload.ts, ${isOneToken ? 'plan.ts' : 'plan.ts (a list of tokens a call; with --one-token it would be one)'},
     client.ts, verdicts.ts, codes.ts (each with what it means, for npm run why), as the vendor wants it; the fake beside it, libs/vendor-fakes/src/${id}, as the vendor does it. Tokens with a form of their own:
     tokenFor and wordOf in sample.ts, and platform if they are browsers'. An encrypted body is decrypted in read.
  4. libs/vendors/src/${id}/probe.ts: "good" for the sample, "wrong" with its field for the wrong credential, or checkedHereOnly.
  5. npx jest --config jest.config.cjs libs/vendor-fakes/src/${id}, until it passes.
  6. libs/vendors/src/${id}/words.ts: name, labels, hints and places of every field in English and Chinese, in the order of the vendor's own page; what each could be taken
     for (looks), and the files that fill the form (drops). libs/vendors/src/${id}/icon.ts: a drawing of our own. Settings that tokens are got with: bindsTokens in catalog.ts.
     The console draws the form from all this, and needs no change.
  7. A row in each table of docs/vendors.md, a line in CHANGELOG.md. Codes of our own: libs/contracts/src/reasons/codes/own-codes.ts and docs/why-no-push.md.
     npm run docs:openapi; npm run docs:topics (its options, docs/vendor-options.md)
  8. npx jest --config jest.config.cjs libs/vendors libs/vendor-fakes tools/vendors-doc tools/topics-doc tools/why-doc tools/openapi-doc tools/judges tools/lint
     npm run lint
  9. npm start -- --once: its phone rings beside the others. Until then it ends with 1, names the vendor and says what it answered.
 10. If somebody else wrote a client: a judge, tools/judges/judges.ts says how its file is named. npm run bench:vendor -- --vendor ${id}
A vendor whose clients name the host, that logs in, or that speaks HTTP/2 has a neighbour like it: docs/vendors.md says which. No compose file, no leak
test and no other service needs a change: '*=http://sandbox/{vendor}' moves every vendor to the sandbox.`;
