// What the page asks the sandbox, and what it has it do. The stream keeps what was read up to date.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, vendorSandbox } from '../../api/clients';
import { useLive, useLiveEvent } from '../../api/live';
import { ApiProblem } from '../../api/problem';
import type { components } from '../../api/types/vendor-sandbox';
import { announce } from '../../parts/announce';

type Schemas = components['schemas'];
export type Phone = Schemas['Phone'];
export type Happening = Schemas['Happening'];
export type Published = Schemas['Published'];
export type PhoneNotification = Schemas['PhoneNotification'];
export type Weather = Schemas['Weather'];
export type Wish = Schemas['PhoneAction'];
export type Letter = Schemas['NewMessage'];

const MAX_HAPPENINGS = 200;
const PHONES = ['sandbox', 'phones'];
const HAPPENINGS = ['sandbox', 'happenings'];
const SANDBOX = ['sandbox', 'about'];

export const useSandbox = () =>
  useQuery({
    queryKey: SANDBOX,
    queryFn: ({ signal }) => answerOf(vendorSandbox.GET('/v1/sandbox', { signal })),
  });

export const usePhones = () =>
  useQuery({
    queryKey: PHONES,
    queryFn: async ({ signal }) => (await answerOf(vendorSandbox.GET('/v1/phones', { signal }))).phones,
  });

export const useHappenings = () =>
  useQuery({
    queryKey: HAPPENINGS,
    queryFn: async ({ signal }) => {
      const query = { limit: MAX_HAPPENINGS };
      return (await answerOf(vendorSandbox.GET('/v1/happenings', { signal, params: { query } }))).happenings;
    },
  });

/** The commands of a message that is not sent. */
export const useExample = (letter: Letter, isWanted: boolean) =>
  useQuery({
    queryKey: ['sandbox', 'example', letter],
    enabled: isWanted && letter.to.length > 0 && letter.from !== '' && letter.text !== '',
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await answerOf(vendorSandbox.POST('/v1/messages/commands', { signal, body: letter }))).published,
  });

const replaced = <T extends { id: string }>(list: readonly T[], one: T): T[] =>
  list.some(({ id }) => id === one.id)
    ? list.map((each) => (each.id === one.id ? one : each))
    : [...list, one];

/** What the stream tells of phones and happenings takes the place of what was read. */
export function useFollow(): void {
  const queries = useQueryClient();
  // An answer that is under way may be older than what was just told: it is asked for anew.
  const change = <T>(key: readonly string[], to: (before: T) => T): void => {
    const isAsked = queries.isFetching({ queryKey: key }) > 0;
    queries.setQueryData<T>(key, (before) => (before === undefined ? undefined : to(before)));
    if (isAsked) void queries.invalidateQueries({ queryKey: key });
  };
  useLiveEvent('vendor-sandbox.phone', (data) =>
    change<Phone[]>(PHONES, (before) => replaced(before, data as Phone)),
  );
  useLiveEvent('vendor-sandbox.phone-gone', (data) => {
    const { phone } = data as { phone: string };
    change<Phone[]>(PHONES, (before) => before.filter(({ id }) => id !== phone));
  });
  useLiveEvent('vendor-sandbox.happened', (data) => {
    const one = data as Happening;
    if (one.is === 'reset') return void queries.invalidateQueries({ queryKey: ['sandbox'] });
    change<Happening[]>(HAPPENINGS, (before) =>
      before.some(({ id }) => id === one.id)
        ? replaced(before, one)
        : [one, ...before].slice(0, MAX_HAPPENINGS),
    );
  });
  const askAgain = (): void => void queries.invalidateQueries({ queryKey: ['sandbox'] });
  useLiveEvent('vendor-sandbox.weather', askAgain);
  useLiveEvent('vendor-sandbox.reset', askAgain);
}

const tellFailure = (error: unknown): void =>
  announce(error instanceof ApiProblem ? error.detail || error.code : String(error), true);

/** The stream tells what became of it; without the stream it is asked. */
function useDoing<Given, Done>(work: (given: Given) => Promise<Done>, onDone?: (done: Done) => void) {
  const queries = useQueryClient();
  const { state } = useLive();
  return useMutation({
    mutationFn: work,
    onSuccess: (done: Done) => onDone?.(done),
    onError: tellFailure,
    onSettled: () => (state === 'live' ? undefined : queries.invalidateQueries({ queryKey: ['sandbox'] })),
  });
}

export const useAct = (onDone: (done: Happening) => void) =>
  useDoing(
    ({ phone, wish }: { phone: string; wish: Wish }) =>
      answerOf(vendorSandbox.POST('/v1/phones/{phone}/actions', { params: { path: { phone } }, body: wish })),
    ({ happening }) => onDone(happening),
  );

export const useRemove = () =>
  useDoing((phone: string) =>
    answerOf(vendorSandbox.DELETE('/v1/phones/{phone}', { params: { path: { phone } } })),
  );

export const useAdd = (onDone: () => void) =>
  useDoing((body: Schemas['NewPhone']) => answerOf(vendorSandbox.POST('/v1/phones', { body })), onDone);

export const useSend = (onDone: (messageId: string) => void) =>
  useDoing(
    (body: Letter) => answerOf(vendorSandbox.POST('/v1/messages', { body })),
    ({ messageId }) => onDone(messageId),
  );

export const useSendBroken = (onDone: (done: Happening) => void) =>
  useDoing(
    (app: string) => {
      const value = JSON.stringify({
        app,
        messageId: `broken-${Date.now()}`,
        conversation: 'sandbox',
        recipients: [],
      });
      return answerOf(vendorSandbox.POST('/v1/records', { body: { topic: 'message.sent.v1', value } }));
    },
    ({ happening }) => onDone(happening),
  );

export const useWeather = () =>
  useDoing(({ vendor, is }: { vendor: string; is: Weather['is'] }) =>
    answerOf(vendorSandbox.PUT('/v1/weather/{vendor}', { params: { path: { vendor } }, body: { is } })),
  );

export const useDemo = (app: string, onDone: (ms: number) => void) =>
  useDoing(
    () => answerOf(vendorSandbox.POST('/v1/demo', { params: { query: { app } } })),
    ({ eventToPhoneMs }) => onDone(eventToPhoneMs ?? 0),
  );

export const useReset = (app: string, onDone: () => void) =>
  useDoing(() => answerOf(vendorSandbox.POST('/v1/reset', { params: { query: { app } } })), onDone);
