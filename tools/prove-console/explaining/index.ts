// Checks 9 to 18: why a phone did not ring.
import type { Check } from '../check';
import { storyOfMessage } from './09-story';
import { reasons } from './10-reasons';
import { ids } from './11-ids';
import { unknownId } from './12-unknown';
import { retry } from './13-retry';
import { notReported } from './14-not-reported';
import { broken } from './15-broken';
import { dryRun } from './16-dry-run';
import { viewer } from './17-viewer';
import { link } from './18-link';

export const EXPLAINING: readonly Check[] = [
  storyOfMessage,
  reasons,
  ids,
  unknownId,
  retry,
  notReported,
  broken,
  dryRun,
  viewer,
  link,
];
