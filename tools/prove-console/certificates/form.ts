// The form of a Xiaomi certificate, as an operator fills it.
import { newFakes } from '@offline-push/vendor-fakes';
import type { Locator } from 'playwright-core';
import type { Person } from '../browser/person';
import type { Language } from '../language';
import type { Scene } from '../scene';

export const SAMPLE = newFakes().find(({ vendor }) => vendor === 'xiaomi')?.sample ?? never();

function never(): never {
  throw new Error('there is no fake of Xiaomi');
}

interface Words {
  title: string;
  add: string;
  vendor: string;
  name: RegExp;
  packageName: RegExp;
  appId: RegExp;
  appSecret: RegExp;
  openApp: string;
  channel: RegExp;
  checkAndSave: string;
}

/** What is on the screen. */
export const WORDS: Record<Language, Words> = {
  en: {
    title: 'Certificates',
    add: 'Add certificate',
    vendor: 'Xiaomi',
    name: /^Name/,
    packageName: /^Package name/,
    appId: /^AppID/,
    appSecret: /^AppSecret/,
    openApp: 'Open app',
    channel: /^Channel for chats/,
    checkAndSave: 'Check and save',
  },
  'zh-cn': {
    title: '证书',
    add: '添加证书',
    vendor: '小米',
    name: /^名称/,
    packageName: /^应用包名/,
    appId: /^AppID/,
    appSecret: /^AppSecret/,
    openApp: '打开应用',
    channel: /^聊天消息通道/,
    checkAndSave: '检查并保存',
  },
};

export const settingsOfSample = SAMPLE.settings as { packageName: string; appId: string; channelId: string };
export const secretOfSample = (SAMPLE.credential as { appSecret: string }).appSecret;

/** A secret has no role for assistive technology; its label names it. */
export const secretField = ({ page }: Person, { appSecret }: Words = WORDS.en): Locator =>
  page.getByLabel(appSecret).first();

/** Opens the form of Xiaomi. */
export async function openForm(person: Person, app: string): Promise<void> {
  await person.goTo(app, '/certificates');
  await person.button(WORDS.en.add).first().click();
  await person.button(WORDS.en.vendor).click();
  await person.field(WORDS.en.name).waitFor();
}

export interface Filled {
  name: string;
  appSecret?: string;
}

/** All that Xiaomi demands, but what a click does. */
export async function fillForm(
  person: Person,
  { name, appSecret = secretOfSample }: Filled,
  appIdLabel = WORDS.en.appId,
): Promise<void> {
  const { packageName, appId, channelId } = settingsOfSample;
  await person.field(WORDS.en.name).fill(name);
  await person.field(WORDS.en.packageName).fill(packageName);
  await person.field(appIdLabel).fill(appId);
  await secretField(person).fill(appSecret);
  await person.field(WORDS.en.channel).fill(channelId);
}

/** A certificate of Xiaomi with this secret, and the fake that takes it. */
export async function certificateOf(scene: Scene, app: string, appSecret = secretOfSample): Promise<number> {
  if (appSecret !== secretOfSample)
    await scene.stage.sandbox.admit('xiaomi', { ...SAMPLE.tenant, appSecret });
  const body = {
    vendor: 'xiaomi',
    name: scene.fresh('main'),
    settings: SAMPLE.settings,
    credential: { appSecret },
    effective: 'now',
  };
  const path = `/v1/apps/${app}/certificates`;
  return (await scene.platform.api.post<{ id: number }>('certificates', path, body)).id;
}

export const certificatesOf = async (scene: Scene, app: string): Promise<{ id: number; name: string }[]> => {
  const path = `/v1/apps/${app}/certificates`;
  type Found = { certificates: { id: number; name: string }[] };
  return (await scene.platform.api.get<Found>('certificates', path, 'admin')).certificates;
};
