// A request as Meizu reads it: which of its endpoints, whose form, for whom. What is not imitated has no path here.
import type { FakeCall, FakeMessage, FakeRequest } from '../host/vendor-fake';
import type { DeviceAction } from './fake-devices';
import { type Form, formOf } from './fake-form';
import { forRecord, messageIn, type ReadMessage } from './fake-message';

type Kind =
  | 'push'
  | 'pass-through'
  | 'new-task'
  | 'task-push'
  | 'to-app'
  | 'to-tag'
  | 'cancel'
  | 'task-statistics'
  | 'daily'
  | 'image'
  | 'device';

export interface Endpoint {
  readonly kind: Kind;
  /** Fields that must not be empty, beside `appId` and `sign`. */
  readonly required: readonly string[];
  readonly targets?: 'pushIds' | 'alias';
  /** Of `device` only. */
  readonly action?: DeviceAction;
  /** Queries take GET as well. */
  readonly isQuery?: true;
}

const PREFIX = '/garcia/api/server';
const push = (kind: Kind, targets: 'pushIds' | 'alias', what: string): Endpoint => ({
  kind,
  targets,
  required: [targets, what],
});

const device = (action: DeviceAction, ...required: string[]): Endpoint => ({
  kind: 'device',
  action,
  required: ['pushId', ...required],
  ...(action.startsWith('get-') && { isQuery: true }),
});

const ENDPOINTS = new Map<string, Endpoint>([
  ['/push/varnished/pushByPushId', push('push', 'pushIds', 'messageJson')],
  ['/push/varnished/pushByAlias', push('push', 'alias', 'messageJson')],
  ['/push/unvarnished/pushByPushId', push('pass-through', 'pushIds', 'messageJson')],
  ['/push/unvarnished/pushByAlias', push('pass-through', 'alias', 'messageJson')],
  ['/push/pushTask/getTaskId', { kind: 'new-task', required: ['pushType', 'messageJson'] }],
  ['/push/task/varnished/pushByPushId', push('task-push', 'pushIds', 'taskId')],
  ['/push/task/varnished/pushByAlias', push('task-push', 'alias', 'taskId')],
  ['/push/task/unvarnished/pushByPushId', push('pass-through', 'pushIds', 'taskId')],
  ['/push/task/unvarnished/pushByAlias', push('pass-through', 'alias', 'taskId')],
  ['/push/pushTask/pushToApp', { kind: 'to-app', required: ['pushType', 'messageJson'] }],
  ['/push/pushTask/pushToTag', { kind: 'to-tag', required: ['pushType', 'tagNames', 'messageJson'] }],
  ['/push/pushTask/cancel', { kind: 'cancel', required: ['pushType', 'taskId'] }],
  ['/push/statistics/getTaskStatistics', { kind: 'task-statistics', required: ['taskId'], isQuery: true }],
  ['/push/statistics/dailyPushStatics', { kind: 'daily', required: ['startTime', 'endTime'], isQuery: true }],
  ['/push/uploadImg', { kind: 'image', required: ['imgType', 'imgUrl'] }],
  ['/message/getRegisterSwitch', device('get-switch')],
  ['/message/changeRegisterSwitch', device('set-switch', 'msgType', 'subSwitch')],
  ['/message/changeAllSwitch', device('set-switches', 'subSwitch')],
  ['/message/subscribeAlias', device('set-alias', 'alias')],
  ['/message/unSubscribeAlias', device('drop-alias')],
  ['/message/getSubAlias', device('get-alias')],
  ['/message/subscribeTags', device('add-tags', 'tags')],
  ['/message/unSubscribeTags', device('drop-tags', 'tags')],
  ['/message/unSubAllTags', device('drop-all-tags')],
  ['/message/getSubTags', device('get-tags')],
]);

export interface MeizuCall extends FakeCall {
  /** Undefined: Meizu has no such endpoint, or not for this method. */
  readonly endpoint: Endpoint | undefined;
  /** Undefined: cannot be read. */
  readonly form: Form | undefined;
  readonly targets: readonly string[];
  /** Of the form, or of the task that it names. */
  readonly message: ReadMessage | undefined;
}

/** `taskOf`: the message of a task made before. */
export function readRequest(
  request: FakeRequest,
  taskOf: (form: Form) => ReadMessage | undefined,
): MeizuCall {
  const { path, method } = request;
  const known = path.startsWith(PREFIX) ? ENDPOINTS.get(path.slice(PREFIX.length)) : undefined;
  const endpoint = method === 'POST' || known?.isQuery === true ? known : undefined;
  const form = formOf(request);
  const named = (endpoint?.targets && form?.get(endpoint.targets)) ?? '';
  const targets = named.split(',').filter(Boolean);
  const message =
    endpoint?.kind === 'task-push' ? form && taskOf(form) : messageIn(form?.get('messageJson') ?? '');
  return {
    endpoint,
    form,
    targets,
    message,
    credential: undefined,
    messages: recorded(endpoint, message, targets),
  };
}

/** Phones that were named, whether the message can be read or not. */
function recorded(
  endpoint: Endpoint | undefined,
  message: ReadMessage | undefined,
  tokens: readonly string[],
): FakeMessage[] {
  if (endpoint?.targets === undefined) return [];
  return [
    message === undefined
      ? { tokens, ids: {}, ttlMs: undefined, contentHash: '' }
      : forRecord(message, tokens),
  ];
}
