// Desktops, web pages and mini programs have no vendor that could wake them.
import { isPushable } from '../status';
import type { DeviceRule } from './rule';

export const notPushable: DeviceRule = {
  reason: 'not-pushable',
  stops: (session) => !isPushable(session),
};
