// The icon of OPPO: two rings.
import type { Icon } from '../shared/form/icon';

export const icon: Icon = {
  tint: '#0a6b3d',
  path: 'M3 12a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z M12 12a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z',
};
