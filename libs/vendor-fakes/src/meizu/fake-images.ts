// Pictures: Meizu fetches what an address names and answers with one of its own. The fake fetches nothing.
import { createHash } from 'node:crypto';
import type { FakeAnswer } from '../host/vendor-fake';
import { errorAnswer, valueAnswer } from './fake-answers';
import type { Form } from './fake-form';

/** Notification, big picture, desktop, background, small and big icon (sheet, 3.2). */
const TYPES = ['0', '1', '3', '4', '5', '6'];

export function hosted(form: Form): FakeAnswer {
  const [imgType = '', url = ''] = [form.get('imgType'), form.get('imgUrl')];
  if (!TYPES.includes(imgType) || !/^https?:\/\/\S+$/.test(url)) return errorAnswer('1005');
  const name = createHash('sha256').update(url).digest('hex').slice(0, 24);
  return valueAnswer({ imgType, imgUrl: `https://pictures.meizu.invalid/${name}` });
}
