// The icon of APNs: a bell.
import type { Icon } from '../shared/form/icon';

export const icon: Icon = {
  tint: '#3d4450',
  path: 'M5 17h14 M7.5 17v-6a4.5 4.5 0 0 1 9 0v6 M11 20h2',
};
