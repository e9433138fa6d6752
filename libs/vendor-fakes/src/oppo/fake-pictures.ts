// Pictures of OPPO's media host: what may be uploaded, and under which name its id comes back.
import type { FakeAnswer } from '../host/vendor-fake';
import { errorAnswer, newId, okAnswer } from './fake-answers';
import type { Form } from './fake-form';

/** In bytes (sheet 5, "Pictures"). */
const MOST = { big: 1_048_576, small: 51_200 } as const;
/** PNG and JPEG begin so; in latin1. */
const BEGINNINGS = ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff'];

export function uploaded(size: keyof typeof MOST, form: Form): FakeAnswer {
  const [ttl, file] = [form.get('picture_ttl') ?? '', form.get('file') ?? ''];
  if (file === '') return errorAnswer(40);
  if (ttl !== '' && !/^\d{1,9}$/.test(ttl)) return errorAnswer(41);
  const isPicture = BEGINNINGS.some((beginning) => file.startsWith(beginning));
  return isPicture && file.length <= MOST[size]
    ? okAnswer({ [`${size}_picture_id`]: newId() })
    : errorAnswer(51);
}
