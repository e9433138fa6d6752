// What Meizu's subscription service knows of an app's phones: switches, one alias and tags of each. Its endpoints answer with what is so
// after the call.
import { isDeadToken } from '../host/tricks';
import type { FakeAnswer } from '../host/vendor-fake';
import { errorAnswer, valueAnswer } from './fake-answers';
import type { Form } from './fake-form';

export type DeviceAction =
  | 'get-switch'
  | 'set-switch'
  | 'set-switches'
  | 'set-alias'
  | 'drop-alias'
  | 'get-alias'
  | 'add-tags'
  | 'drop-tags'
  | 'drop-all-tags'
  | 'get-tags';

interface Device {
  isBarOn: boolean;
  isDirectOn: boolean;
  alias: string;
  readonly tags: Set<string>;
}

/** Phones that are remembered. */
const MAX_DEVICES = 100_000;
/** In characters, and tags of a phone (sheet, 1). */
const MAX_ALIAS = 60;
const MAX_TAG = 20;
const MAX_TAGS = 100;

export class Devices {
  private readonly devices = new Map<string, Device>();
  private readonly aliases = new Set<string>();
  private readonly tagIds = new Map<string, number>();

  /** Whose notifications were switched off by a call. "off-…" is off by its name. */
  isOff(pushId: string): boolean {
    return this.devices.get(pushId)?.isBarOn === false;
  }

  /** Undefined: nobody ever subscribed to it. */
  phonesOfAlias(alias: string): string[] | undefined {
    return this.aliases.has(alias) ? this.phonesWith((device) => device.alias === alias) : undefined;
  }

  /** `isAll`: who has all of the tags, else who has one of them. */
  phonesOfTags(tags: readonly string[], isAll: boolean): string[] {
    return this.phonesWith((device) =>
      isAll ? tags.every((tag) => device.tags.has(tag)) : tags.some((tag) => device.tags.has(tag)),
    );
  }

  all(): string[] {
    return [...this.devices.keys()];
  }

  clear(): void {
    this.devices.clear();
    this.aliases.clear();
  }

  answer(action: DeviceAction, form: Form): FakeAnswer {
    const pushId = form.get('pushId') ?? '';
    if (pushId.startsWith('unknown-')) return errorAnswer('110003');
    if (isDeadToken(pushId)) return errorAnswer('110002');
    const device = this.deviceOf(pushId);
    switch (action) {
      case 'get-switch':
        return switchesOf(pushId, device);
      case 'set-switch':
      case 'set-switches':
        return switched(pushId, device, form, action === 'set-switches');
      case 'set-alias':
      case 'drop-alias':
      case 'get-alias':
        return this.aliased(pushId, device, form, action);
      default:
        return this.tagged(pushId, device, form, action);
    }
  }

  private aliased(pushId: string, device: Device, form: Form, action: DeviceAction): FakeAnswer {
    const alias = form.get('alias') ?? '';
    if (alias.length > MAX_ALIAS) return errorAnswer('1005');
    if (action === 'set-alias') this.aliases.add(alias);
    if (action !== 'get-alias') device.alias = action === 'set-alias' ? alias : '';
    return valueAnswer({ pushId, alias: device.alias });
  }

  private tagged(pushId: string, device: Device, form: Form, action: DeviceAction): FakeAnswer {
    const tags = (form.get('tags') ?? '').split(',').filter(Boolean);
    const isAdding = action === 'add-tags';
    const count = new Set([...device.tags, ...tags]).size;
    if (isAdding && (count > MAX_TAGS || tags.some((tag) => tag.length > MAX_TAG)))
      return errorAnswer('1005');
    if (isAdding) for (const tag of tags) device.tags.add(tag);
    if (action === 'drop-tags') for (const tag of tags) device.tags.delete(tag);
    if (action === 'drop-all-tags') device.tags.clear();
    if (action === 'drop-all-tags') return valueAnswer(true);
    const left = [...device.tags].map((tagName) => ({ tagId: this.tagIdOf(tagName), tagName }));
    return valueAnswer({ pushId, tags: left });
  }

  private tagIdOf(name: string): number {
    const id = this.tagIds.get(name) ?? this.tagIds.size + 1;
    this.tagIds.set(name, id);
    return id;
  }

  private deviceOf(pushId: string): Device {
    const known = this.devices.get(pushId);
    if (known !== undefined) return known;
    const device = {
      isBarOn: !pushId.startsWith('off-'),
      isDirectOn: false,
      alias: '',
      tags: new Set<string>(),
    };
    this.devices.set(pushId, device);
    const [oldest] = this.devices.keys();
    if (this.devices.size > MAX_DEVICES && oldest !== undefined) this.devices.delete(oldest);
    return device;
  }

  private phonesWith(isIt: (device: Device) => boolean): string[] {
    return [...this.devices].filter(([, device]) => isIt(device)).map(([pushId]) => pushId);
  }
}

const switchesOf = (pushId: string, { isBarOn, isDirectOn }: Device): FakeAnswer =>
  valueAnswer({ pushId, barTypeSwitch: Number(isBarOn), directTypeSwitch: Number(isDirectOn) });

/** The document has 0 and 1, the Java client sends "false" and "true" (sheet, 1). */
const FLAGS = new Map([
  ['0', false],
  ['1', true],
  ['false', false],
  ['true', true],
]);

function switched(pushId: string, device: Device, form: Form, isBoth: boolean): FakeAnswer {
  const isOn = FLAGS.get(form.get('subSwitch') ?? '');
  const type = form.get('msgType') ?? '';
  if (isOn === undefined || (!isBoth && type !== '0' && type !== '1')) return errorAnswer('1005');
  if (isBoth || type === '0') device.isBarOn = isOn;
  if (isBoth || type === '1') device.isDirectOn = isOn;
  return switchesOf(pushId, device);
}
