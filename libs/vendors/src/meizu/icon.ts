// The icon of Meizu: its letter.
import type { Icon } from '../shared/form/icon';

export const icon: Icon = {
  tint: '#00687f',
  path: 'M5 18V7l7 7l7-7v11',
};
