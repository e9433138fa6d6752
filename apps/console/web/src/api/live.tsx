// One event stream for each tab: a browser has six connections to an origin, and the seventh tab would never load. It is open while the tab
// is visible. Who comes back asks everything anew, and the stream goes on behind the last event.
import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { urlOf } from './clients';
import { takePlace } from './live-place';

export type LiveState = 'live' | 'reconnecting' | 'frozen';
type Listener = (data: unknown) => void;

interface Live {
  readonly state: LiveState;
  /** When the last event or heartbeat came, in ms since 1970. */
  readonly heardAtMs: number;
  toggleFrozen(): void;
  /** Narrows the stream; the last one to say so counts. @returns what ends it. */
  narrow(to: Record<string, string>): () => void;
  /** @param name `<service>.<event>`. @returns what ends the listening. */
  listen(name: string, listener: Listener): () => void;
}

/** Stories of all messages of an app would be too much: a page that shows some asks for them. */
const ONLY_LANES = { stories: 'false' };
/** A stream that cannot be had is asked for again, and pages ask by themselves meanwhile. */
const AGAIN_MS = 10_000;
/** When nothing else happened for 15 s. */
const ALIVE = 'console.alive';

const LiveContext = createContext<Live | undefined>(undefined);

export function LiveProvider({ app, children }: { app: string; children: ReactNode }) {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('reconnecting');
  const [heardAtMs, setHeardAtMs] = useState(() => Date.now());
  const [isFrozen, setFrozen] = useState(false);
  const [narrowed, setNarrowed] = useState<readonly Record<string, string>[]>([]);
  const isVisible = useVisible();
  const listeners = useRef(new Map<string, Set<Listener>>());
  const source = useRef<EventSource>(undefined);
  const attached = useRef(new Set<string>());

  const attach = useCallback((name: string) => {
    const stream = source.current;
    if (stream === undefined || attached.current.has(name)) return;
    attached.current.add(name);
    stream.addEventListener(name, (event) => {
      setHeardAtMs(Date.now());
      const data: unknown = JSON.parse((event as MessageEvent<string>).data);
      for (const listener of listeners.current.get(name) ?? []) listener(data);
    });
  }, []);

  const query = new URLSearchParams({ app, ...(narrowed.at(-1) ?? ONLY_LANES) }).toString();
  useEffect(() => {
    if (isFrozen) return setState('frozen');
    if (!isVisible) return;
    let again: number | undefined;
    let leave: (() => void) | undefined;
    let isOver = false;
    let isEntering = false;
    const later = (): void => {
      window.clearTimeout(again);
      setState('reconnecting');
      void queries.invalidateQueries();
      again = window.setTimeout(() => void enter(false), AGAIN_MS);
    };
    const lose = (): void => {
      leave = undefined;
      source.current?.close();
      source.current = undefined;
      if (!isOver) later();
    };
    const open = (): void => {
      const stream = new EventSource(`${urlOf('live')}?${query}`);
      source.current = stream;
      attached.current = new Set();
      stream.onopen = () => {
        setState('live');
        setHeardAtMs(Date.now());
        void queries.invalidateQueries();
      };
      stream.onerror = () => {
        setState('reconnecting');
        if (stream.readyState === EventSource.CLOSED) later();
      };
      for (const name of [ALIVE, ...listeners.current.keys()]) attach(name);
    };
    const enter = async (mayTake: boolean): Promise<void> => {
      if (isEntering) return;
      isEntering = true;
      const place = leave ?? (await takePlace(mayTake, lose));
      isEntering = false;
      if (isOver) return place?.();
      leave = place;
      if (place === undefined) later();
      else open();
    };
    // Whoever comes back to this tab wants it live.
    const onFocus = (): void => {
      if (leave === undefined) void enter(true);
    };
    window.addEventListener('focus', onFocus);
    void enter(true);
    return () => {
      isOver = true;
      window.removeEventListener('focus', onFocus);
      window.clearTimeout(again);
      source.current?.close();
      source.current = undefined;
      leave?.();
    };
  }, [query, isFrozen, isVisible, queries, attach]);

  const live = useMemo<Live>(
    () => ({
      state,
      heardAtMs,
      toggleFrozen: () => setFrozen((before) => !before),
      narrow: (to) => {
        setNarrowed((before) => [...before, to]);
        return () => setNarrowed((before) => before.filter((one) => one !== to));
      },
      listen: (name, listener) => {
        const those = listeners.current.get(name) ?? new Set();
        listeners.current.set(name, those.add(listener));
        attach(name);
        return () => void those.delete(listener);
      },
    }),
    [state, heardAtMs, attach],
  );
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

function useVisible(): boolean {
  const [isVisible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const look = (): void => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isVisible;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === undefined) throw new Error('There is no LiveProvider above');
  return live;
}

/** Calls `listener` with each event of that name, until the part is gone. */
export function useLiveEvent(name: string, listener: Listener): void {
  const { listen } = useContext(LiveContext) ?? NOWHERE;
  const latest = useRef(listener);
  useEffect(() => void (latest.current = listener));
  useEffect(() => listen(name, (data) => latest.current(data)), [listen, name]);
}

const NOWHERE = { listen: () => () => undefined };

/** While the part is shown, the stream tells of these only, for instance `{ messageId: 'm-1' }`. */
export function useLiveNarrowed(to: Record<string, string>): void {
  const { narrow } = useLive();
  const words = JSON.stringify(to);
  useEffect(() => narrow(JSON.parse(words) as Record<string, string>), [narrow, words]);
}
