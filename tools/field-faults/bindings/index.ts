// One phone, one holder (section 5 of the issue).
import type { Fault } from '../fault';
import { BATCHES } from './batches';
import { CERTIFICATES } from './certificates';
import { HOLDERS } from './holders';
import { LOGINS } from './logins';
import { TOKENS } from './tokens';

export const BINDINGS: readonly Fault[] = [...HOLDERS, ...LOGINS, ...TOKENS, ...BATCHES, ...CERTIFICATES];
