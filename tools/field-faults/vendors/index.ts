// What vendors demand and refuse of a message (issue 10, section 3).
import type { Fault } from '../fault';
import { FAILING } from './failing';
import { SHOWN } from './shown';
import { TEMPLATES } from './templates';

export const VENDORS_DEMANDS: readonly Fault[] = [...TEMPLATES, ...FAILING, ...SHOWN];
