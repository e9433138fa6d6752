// Who is logged in, who is connected, who was reached (section 4 of the issue).
import type { Fault } from '../fault';
import { GRACE } from './grace';
import { JUDGED } from './judged';
import { LINKS } from './links';
import { REACHED } from './reached';

export const PRESENCE: readonly Fault[] = [...LINKS, ...JUDGED, ...GRACE, ...REACHED];
