// The icon of vivo: a line that goes up and down.
import type { Icon } from '../shared/form/icon';

export const icon: Icon = {
  tint: '#3b4cc0',
  path: 'M4 8l4 8l4-8l4 8l4-8',
};
