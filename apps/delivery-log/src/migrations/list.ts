// All migrations, oldest first. One that was released never changes.
import { Stories1764530000000 } from './0001-stories';
import { DeadLetters1764540000000 } from './0002-dead-letters';
import { Facts1764550000000 } from './0003-facts';
import { Statistics1764553000000 } from './0004-statistics';
import { Webhooks1764555000000 } from './0005-webhooks';
import { Live1764560000000 } from './0006-live';
import { Erasures1764590000000 } from './0007-erasures';
import { DeadLettersByMessage1764600000000 } from './0008-dead-letters-by-message';
import { DeadLetterReplays1764620000000 } from './0009-dead-letter-replays';
import { WebhookTurns1764630000000 } from './0011-webhook-turns';
import { WebhookStages1764635000000 } from './0012-webhook-stages';

export const MIGRATIONS = [
  Stories1764530000000,
  DeadLetters1764540000000,
  Facts1764550000000,
  Statistics1764553000000,
  Webhooks1764555000000,
  Live1764560000000,
  Erasures1764590000000,
  DeadLettersByMessage1764600000000,
  DeadLetterReplays1764620000000,
  WebhookTurns1764630000000,
  WebhookStages1764635000000,
];
