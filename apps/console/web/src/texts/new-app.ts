// The words of making an app.
import { textsOf } from './language';

export const NEW_APP = textsOf(
  {
    add: 'New app',
    create: 'Create app',
    id: 'App id',
    name: 'Name',
    taken: 'There is an app with this id.',
    none: 'There is no app yet.',
    noneSays:
      'An app is a tenant: it has its own certificates, users and figures. Its id stands in every event.',
    rules: {
      id: '1 to 32 of a-z, 0-9 and "-", beginning with a letter or a digit; an SDKAppID fits. It stays.',
      name: 'For people: one line of 1 to 100 characters.',
    },
  },
  {
    add: '新建应用',
    create: '创建应用',
    id: '应用 ID',
    name: '名称',
    taken: '已有使用此 ID 的应用。',
    none: '还没有应用。',
    noneSays: '应用即租户：有自己的证书、用户和统计。它的 ID 出现在每个事件中。',
    rules: {
      id: '1 到 32 个 a-z、0-9 和 “-”，以字母或数字开头；可以是 SDKAppID。创建后不变。',
      name: '给人看的一行文字，1 到 100 个字符。',
    },
  },
);
