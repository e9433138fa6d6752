// The icon of Xiaomi: a grain of millet, which its name means.
import type { Icon } from '../shared/form/icon';

export const icon: Icon = {
  tint: '#a84300',
  path: 'M12 4c4.5 4.5 4.5 11.5 0 16c-4.5-4.5-4.5-11.5 0-16z M12 9v6',
};
