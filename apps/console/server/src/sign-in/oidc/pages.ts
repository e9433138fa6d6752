// What somebody is told who could not sign in: a page without scripts and styles, in their language. Pure.

export const LANGUAGES = ['en', 'zh-CN'] as const;

export const FAILURES = {
  expired: {
    status: 400,
    en: 'This sign-in is too old, was begun in another browser, or was used already.',
    'zh-CN': '此次登录已过期、由其他浏览器发起，或已被使用。',
  },
  denied: {
    status: 403,
    en: 'The identity provider did not let you in.',
    'zh-CN': '身份提供方拒绝了登录。',
  },
  refused: {
    status: 400,
    en: 'The identity provider did not confirm this sign-in.',
    'zh-CN': '身份提供方未确认此次登录。',
  },
  away: {
    status: 502,
    en: 'The identity provider cannot be reached. Try again in a moment.',
    'zh-CN': '无法连接身份提供方，请稍后重试。',
  },
  'no-roles': {
    status: 403,
    en: 'You are known, but you have no role here. Whoever keeps the identity provider gives you one, like demo:viewer, in the claim that the console reads:',
    'zh-CN':
      '已识别您的身份，但您在此没有任何角色。请身份提供方的管理员在控制台读取的声明中为您添加角色，例如 demo:viewer。声明名称：',
  },
  wrong: {
    status: 403,
    en: 'What the identity provider says of you cannot be used: the name is missing or too long, or there are more than 50 roles.',
    'zh-CN': '身份提供方给出的信息无法使用：名称缺失或过长，或角色超过 50 个。',
  },
  local: {
    status: 404,
    en: 'This console is signed in to with links that its starter prints: npm start, or npm run keys -- link.',
    'zh-CN': '此控制台通过启动程序打印的链接登录：npm start，或 npm run keys -- link。',
  },
} as const;
export type Failure = keyof typeof FAILURES;

const TITLE = { en: 'Not signed in', 'zh-CN': '未登录' };
const AGAIN = { en: 'Sign in again', 'zh-CN': '重新登录' };
const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const plain = (text: string): string => text.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? '');

/** `detail`: for instance the name of the claim. */
export function failurePage(failure: Failure, language: string, base: string, detail = ''): string {
  const spoken = language === 'zh-CN' ? 'zh-CN' : 'en';
  const again = failure === 'local' ? '' : `<p><a href="${base}auth/login">${AGAIN[spoken]}</a></p>`;
  return (
    `<!doctype html><html lang="${spoken}"><head><meta charset="utf-8"><title>${TITLE[spoken]} · offline-push</title>` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main><h1>${TITLE[spoken]}</h1>` +
    `<p>${FAILURES[failure][spoken]} ${plain(detail)}</p>${again}</main></body></html>`
  );
}
