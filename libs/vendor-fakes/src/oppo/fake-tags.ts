// Tags of OPPO's device API, as three clients use it: names joined by ";" for one registration ID, and a broadcast for those who carry
// them. What `get_all_tags` answers is an assumption.
import type { FakeAnswer } from '../host/vendor-fake';
import { Tagged } from '../host/tagged';
import { errorAnswer, okAnswer } from './fake-answers';
import type { Form } from './fake-form';
import { isObject, parse, type TagKind } from './fake-request';
import { isMalformed } from './fake-rules';

export class Tags {
  private readonly tagged = new Tagged();

  answer(kind: TagKind, form: Form): FakeAnswer {
    if (kind === 'name-tag') return form.get('name') ? okAnswer({}) : errorAnswer(40);
    if (kind === 'group-tags') return form.get('group') && form.get('tags') ? okAnswer({}) : errorAnswer(40);
    const [id, tags] = [form.get('registration_id') ?? '', namesIn(form.get('tags'))];
    if (id === '' || (kind !== 'get-tags' && tags.length === 0)) return errorAnswer(40);
    if (isMalformed(id)) return errorAnswer(10000);
    if (kind === 'get-tags') return okAnswer({ tags: this.tagged.tagsOf(id).join(';') });
    for (const tag of tags) {
      if (kind === 'subscribe-tags') this.tagged.join(tag, [id]);
      else this.tagged.leave(tag, [id]);
    }
    return okAnswer({});
  }

  /** `{"and":["a"],"or":[],"not":[]}`, or a name or more: then one of them is enough. */
  meantBy(value: string): string[] {
    const expression = parse(value);
    if (!isObject(expression)) return this.tagged.meantBy({ any: namesIn(value), all: [], none: [] });
    const [any, all, none] = ['or', 'and', 'not'].map((key) => textsIn(expression[key]));
    return this.tagged.meantBy({ any: any ?? [], all: all ?? [], none: none ?? [] });
  }
}

const namesIn = (joined = ''): string[] => joined.split(';').filter(Boolean);

const textsIn = (list: unknown): string[] =>
  Array.isArray(list) ? list.filter((name): name is string => typeof name === 'string') : [];
