// Makes an app, for admins of all apps: in an empty installation the first thing to do.
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { certificates } from '../api/clients';
import { ApiProblem } from '../api/problem';
import { Problem } from '../parts/answer';
import { NEW_APP } from '../texts/new-app';
import { PARTS } from '../texts/parts';
import { useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';
import { useSession } from './session';

/** Only an admin of all apps may make one. */
export const useMayMakeApps = (): boolean =>
  useSession().apps.some(({ app, role }) => app === '*' && role === 'admin');

export function NewAppButton() {
  const t = useTexts(NEW_APP);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.add}</Button>
      {isOpen && <NewApp onClose={() => setOpen(false)} />}
    </>
  );
}

export function NewApp({ onClose }: { onClose: () => void }) {
  const t = useTexts(NEW_APP);
  const { cancel } = useTexts(PARTS);
  const { close } = useTexts(SHELL);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const idInput = useRef<HTMLInputElement>(null);
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const isRefused = error instanceof ApiProblem && (error.code === 'id-taken' || error.errors.length > 0);
  const ruleOf = (field: string): string | undefined =>
    error instanceof ApiProblem
      ? error.errors.find(({ pointer }) => pointer === `/${field}`) && t.rules[field === 'id' ? 'id' : 'name']
      : undefined;
  const isTaken = error instanceof ApiProblem && error.code === 'id-taken';
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const app = { id: id.trim(), name: name.trim() };
      await certificates.POST('/v1/apps', { body: app });
      await queries.invalidateQueries({ queryKey: ['apps'] });
      onClose();
      await navigate({ to: '/a/$app/certificates', params: { app: app.id } });
    } catch (caught) {
      setError(caught);
      idInput.current?.focus();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t.add} closeButtonProps={{ 'aria-label': close }}>
      <form noValidate onSubmit={(event) => void save(event)}>
        <Stack>
          <TextInput
            ref={idInput}
            label={t.id}
            description={t.rules.id}
            error={isTaken ? t.taken : ruleOf('id')}
            value={id}
            withAsterisk
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setId(event.currentTarget.value)}
          />
          <TextInput
            label={t.name}
            description={t.rules.name}
            error={ruleOf('name')}
            value={name}
            withAsterisk
            autoComplete="off"
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {error !== undefined && !isRefused && <Problem error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {cancel}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
