// The icon of FCM: a cloud.
import type { Icon } from '../shared/form/icon';

export const icon: Icon = {
  tint: '#855300',
  path: 'M7.5 17.5a4 4 0 0 1 0-8a5 5 0 0 1 9.5 1a3.5 3.5 0 0 1 0 7z',
};
