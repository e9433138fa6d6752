// The tools of a newcomer beside the running platform: npm run send, npm run why.
import type { Fault } from '../fault';
import { SEND } from './send';
import { WHY } from './why';

export const TOOLS: readonly Fault[] = [...SEND, ...WHY];
