// The icon of Huawei: its letter.
import type { Icon } from '../shared/form/icon';

export const icon: Icon = {
  tint: '#a3122b',
  path: 'M7 5v14 M17 5v14 M7 12h10',
};
