// What the form of a certificate knows while it is filled in: entries, problems by field, the vendor's answer. Input stays whatever goes
// wrong.
import { type RefObject, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../../api/problem';
import { entriesOf, fieldOfPointer, partsOf } from '../../../parts/form/assemble';
import { type FormState, idOf } from '../../../parts/form/context';
import type { Entries, Vendor } from '../../../parts/form/descriptor';
import { useSecrets } from '../../../parts/form/secrets';
import { CERTIFICATES } from '../../../texts/certificates';
import { FORM } from '../../../texts/form';
import { useLanguage, useTexts } from '../../../texts/language';
import { useDayWord } from '../countdown';
import { useRefresh } from '../queries';
import { ruleIn } from './rules';
import { check, type Check, type Draft, save } from './save';
import type { SavedCertificate } from './saved';

interface Asked {
  app: string;
  vendor: Vendor;
  edited: Draft['edited'];
  onSaved: (saved: SavedCertificate) => void;
  element: RefObject<HTMLFormElement | null>;
}

type Step = 'filling' | 'checking' | 'saving';
type Problems = Readonly<Record<string, string>>;

export function useCertificateForm({ app, vendor, edited, onSaved, element }: Asked) {
  const t = useTexts(CERTIFICATES);
  const language = useLanguage();
  const refresh = useRefresh(app);
  const secrets = useSecrets();
  const kept = useKept(edited);
  const [name, setName] = useState(edited?.certificate.name ?? '');
  const [isNow, setNow] = useState(false);
  const [entries, setEntries] = useState(() => startOf(vendor, edited));
  const [problems, setProblems] = useState<Problems>({});
  const [general, setGeneral] = useState('');
  const [error, setError] = useState<unknown>();
  const [step, setStep] = useState<Step>('filling');
  const [probe, setProbe] = useState<Check['probe']>();
  const running = useRef<AbortController>(undefined);
  const lastTry = useRef({ body: '', key: '' });
  useFocusOnProblem(problems, element);

  const without = (field: string) =>
    setProblems((before) => Object.fromEntries(Object.entries(before).filter(([name]) => name !== field)));
  const draftOf = (): Draft => {
    const parts = partsOf(vendor, entries, secrets.valueOf);
    return { app, vendor, name, isNow, parts, edited, entries };
  };
  const refused = (caught: unknown): void => {
    if (caught instanceof DOMException) return;
    if (!(caught instanceof ApiProblem) || caught.errors.length === 0) return setError(caught);
    const named = caught.errors.map(({ pointer, rule }) => {
      return [fieldOfPointer(vendor, pointer), ruleIn(rule, vendor, pointer, language)] as const;
    });
    setProblems(
      Object.fromEntries(named.flatMap(([field, rule]) => (field === undefined ? [] : [[field, rule]]))),
    );
    setGeneral(named.flatMap(([field, rule]) => (field === undefined ? [rule] : [])).join(' '));
  };
  const store = async (draft: Draft, isProven: boolean): Promise<void> => {
    setStep('saving');
    const body = JSON.stringify([draft.name, draft.isNow, draft.parts]);
    if (lastTry.current.body !== body) lastTry.current = { body, key: crypto.randomUUID() };
    const certificate = await save(draft, lastTry.current.key);
    lastTry.current = { body: '', key: '' };
    onSaved({ certificate, vendor, isProven });
    void refresh();
  };
  const attempt = async (work: (draft: Draft, signal: AbortSignal) => Promise<void>): Promise<void> => {
    const draft = draftOf();
    setError(undefined);
    setGeneral('');
    setProblems(
      Object.fromEntries(
        Object.entries(draft.parts.problems).map(([field, rule]) => [
          field,
          ruleIn(rule, vendor, field, language),
        ]),
      ),
    );
    if (Object.keys(draft.parts.problems).length > 0) return;
    running.current = new AbortController();
    try {
      await work(draft, running.current.signal);
    } catch (caught) {
      refused(caught);
    } finally {
      setStep('filling');
    }
  };
  const checkAndSave = () =>
    attempt(async (draft, signal) => {
      setProbe(undefined);
      setStep('checking');
      const { probe: answered } = await check(draft, signal);
      if (answered.result === 'good') return store(draft, true);
      setProbe(answered);
      const field = answered.result === 'wrong' ? fieldOfPointer(vendor, answered.field) : undefined;
      if (field !== undefined) setProblems({ [field]: t.probe.isWrong });
    });
  const fields: Omit<FormState, 'paste'> = {
    ...{ vendor, entries, secrets, problems, kept },
    enter: (field, entry) => {
      setEntries((before) => ({ ...before, [field]: entry }));
      without(field);
    },
  };
  return {
    ...{ name, isNow, setNow, fields, problems, general, error, step, probe, checkAndSave },
    setName: (typed: string) => {
      setName(typed);
      without('name');
    },
    saveNotProven: () => attempt((draft) => store(draft, false)),
    stop: () => running.current?.abort(),
  };
}

/** Of a credential with kinds, the saved kind. */
function startOf(vendor: Vendor, edited: Draft['edited']): Entries {
  const newest = edited && (edited.certificate.next ?? edited.certificate.current);
  const entries = entriesOf(vendor, newest?.settings as Record<string, unknown> | undefined);
  if (edited === undefined) return entries;
  const { what } = edited.certificate.expiry;
  const kinds = vendor.fields.filter(({ part, kind }) => part === 'credential' && kind === 'choice');
  return {
    ...entries,
    ...Object.fromEntries(
      kinds.map(({ name, choices }) => [name, choices?.some(({ value }) => value === what) ? what : '']),
    ),
  };
}

/** What stands in the empty input of a saved secret. */
function useKept(edited: Draft['edited']): string | undefined {
  const t = useTexts(FORM);
  const day = useDayWord();
  if (edited === undefined) return undefined;
  const { credential } = edited.certificate.next ?? edited.certificate.current ?? {};
  const { enteredAtMs, enteredBy, fingerprint } = credential ?? {};
  return enteredAtMs === undefined || enteredBy === undefined || fingerprint === undefined
    ? t.keepUnknown
    : t.keep(day(enteredAtMs), enteredBy, fingerprint);
}

/** The first field with a problem, in the order of the form, gets the focus. */
function useFocusOnProblem(problems: Problems, element: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const names = Object.keys(problems);
    if (names.length === 0) return;
    const inputs = [...(element.current?.querySelectorAll<HTMLElement>('[id^="field-"]') ?? [])];
    inputs.find(({ id }) => names.some((name) => id === idOf(name)))?.focus();
    // Only a new refusal moves the focus, not the mending of a field.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [problems]);
}
