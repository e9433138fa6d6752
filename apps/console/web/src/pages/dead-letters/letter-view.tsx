// One letter: where it came from, what was wrong, and its bytes for an operator who asks for them, for one view.
import { Button, Group as Row, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer } from '../../parts/answer';
import { Copy } from '../../parts/copy';
import { Moment } from '../../parts/moment';
import { useMay } from '../../shell/session';
import { LETTERS } from '../../texts/dead-letters';
import { useTexts } from '../../texts/language';
import { type Letter, type Scope, useBytes, useReveals } from './asks';
import { DiscardDialog } from './discard-dialog';
import './dead-letters.css';
import { ReplayDialog } from './replay-dialog';

interface LetterProps {
  app: string;
  scope: Scope;
  letter: Letter;
}

export function LetterView({ onBack, ...of }: LetterProps & { onBack: () => void }) {
  const t = useTexts(LETTERS);
  const { letter } = of;
  return (
    <Stack gap="md">
      <Row justify="space-between">
        <Title order={2} size="h5">
          {t.inspect(`${letter.topic} ${letter.partition} @ ${letter.offset}`)}
        </Title>
        <Button variant="subtle" size="compact-sm" onClick={onBack}>
          {t.back}
        </Button>
      </Row>
      <Facts {...of} />
      <Buttons {...of} />
      <Bytes {...of} />
    </Stack>
  );
}

function Facts({ app, letter }: LetterProps) {
  const t = useTexts(LETTERS);
  const { messageId, detail, expiresAtMs, bytes, cannotBecause } = letter;
  const facts = [
    { name: t.reason, is: t.reasons[letter.reason] },
    ...(detail === undefined ? [] : [{ name: t.detail, is: <span className="id">{detail}</span> }]),
    { name: t.at, is: <Moment at={letter.failedAtMs} /> },
    { name: t.readBy, is: <span className="id">{letter.group}</span> },
    { name: t.appOf, is: letter.app ?? t.nobodys },
    ...(messageId === undefined ? [] : [{ name: t.message, is: <span className="id">{messageId}</span> }]),
    ...(expiresAtMs === undefined ? [] : [{ name: t.expires, is: <Moment at={expiresAtMs} /> }]),
    { name: t.bytes, is: bytes === undefined ? t.noBytes : t.size(bytes) },
    ...(cannotBecause === undefined ? [] : [{ name: t.cannot, is: cannotBecause }]),
  ];
  return (
    <Stack gap="xs" align="flex-start">
      <dl className="letter-facts">
        {facts.map(({ name, is }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{is}</dd>
          </div>
        ))}
      </dl>
      <Text>{letter.means}</Text>
      <Text>{letter.toDo}</Text>
      {messageId !== undefined && letter.app !== undefined && (
        <Link to="/a/$app/messages/$message" params={{ app: letter.app ?? app, message: messageId }}>
          {t.openStory}
        </Link>
      )}
    </Stack>
  );
}

function Buttons({ app, scope, letter }: LetterProps) {
  const t = useTexts(LETTERS);
  const may = useMay('operator', app);
  const [asked, setAsked] = useState<'replay' | 'discard'>();
  const meant = { ids: [letter.id] };
  const onClose = () => setAsked(undefined);
  if (!may) return null;
  return (
    <Row>
      {letter.notReplayable === undefined && (
        <Button variant="default" onClick={() => setAsked('replay')}>
          {t.replay}
        </Button>
      )}
      <Button variant="default" onClick={() => setAsked('discard')}>
        {t.discard}
      </Button>
      {asked === 'replay' && <ReplayDialog scope={scope} meant={meant} onClose={onClose} />}
      {asked === 'discard' && <DiscardDialog scope={scope} meant={meant} count={1} onClose={onClose} />}
    </Row>
  );
}

/** Shown until the letter is left. */
function Bytes({ app, scope, letter }: LetterProps) {
  const t = useTexts(LETTERS);
  const may = useMay('operator', app);
  const [isShown, setShown] = useState(false);
  const bytes = useBytes(scope, letter.id, isShown);
  const reveals = useReveals(scope, letter.id, may, bytes.dataUpdatedAt);
  if (!may) return <Text c="dimmed">{t.onlyOperators}</Text>;
  return (
    <Stack gap="xs" align="flex-start">
      <Text c="dimmed">{t.private}</Text>
      <Button variant="default" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? t.hide : t.show}
      </Button>
      {isShown && (
        <Answer query={bytes} what={t.letter}>
          {({ key, value, headers }) => (
            <Stack gap="xs" w="100%">
              {key !== undefined && <Piece name={t.key} piece={key} />}
              {value !== undefined && <Piece name={t.value} piece={value} />}
              {Object.entries(headers).map(([name, piece]) => (
                <Piece key={name} name={`${t.headers}: ${name}`} piece={piece} />
              ))}
            </Stack>
          )}
        </Answer>
      )}
      <Title order={3} size="h6">
        {t.reveals}
      </Title>
      <Answer query={reveals} what={t.reveals}>
        {({ reveals: looks }) =>
          looks.length === 0 ? (
            <Text c="dimmed">{t.noReveals}</Text>
          ) : (
            <ol className="letter-reveals">
              {looks.map(({ atMs, by }) => (
                <li key={atMs}>
                  <Moment at={atMs} isExact /> {t.by(by)}
                </li>
              ))}
            </ol>
          )
        }
      </Answer>
    </Stack>
  );
}

type PieceOfBytes = { text: string } | { base64: string };

function Piece({ name, piece }: { name: string; piece: PieceOfBytes }) {
  const t = useTexts(LETTERS);
  const text = 'text' in piece ? piece.text : piece.base64;
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm" fw={600}>
        {'text' in piece ? name : `${name} (${t.inBase64})`}
      </Text>
      <pre className="command" tabIndex={0} aria-label={name}>
        {text}
      </pre>
      <Copy text={text} />
    </Stack>
  );
}
