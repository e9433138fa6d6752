// The icon of Web Push: the globe of a browser.
import type { Icon } from '../shared/form/icon';

export const icon: Icon = {
  tint: '#5b3fa8',
  path: 'M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16z M4 12h16 M12 4c3.5 3.5 3.5 12.5 0 16c-3.5-3.5-3.5-12.5 0-16z',
};
