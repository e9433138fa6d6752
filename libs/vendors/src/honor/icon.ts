// The icon of Honor: an arch.
import type { Icon } from '../shared/form/icon';

export const icon: Icon = {
  tint: '#1f5f9e',
  path: 'M6 20V10a6 6 0 0 1 12 0v10 M6 14h12',
};
