// What happened, newest first, each in a sentence with what was published by it.
import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Moment } from '../../parts/moment';
import { type State, StateBadge } from '../../parts/state';
import { Fold } from '../../parts/story/fold';
import { useVendorName } from '../../parts/story/reasons';
import { useTexts } from '../../texts/language';
import { SANDBOX } from '../../texts/sandbox';
import type { Happening, Phone, Wish } from './asks';
import { AllCommands } from './commands';

/** More would push everything else away; the sandbox keeps them. */
const SHOWN = 40;

const STATES: Partial<Record<Happening['is'], State>> = {
  shown: 'done',
  clicked: 'done',
  'reached-app': 'done',
  stopped: 'stopped',
  silent: 'stopped',
  suppressed: 'stopped',
  held: 'waiting',
  resent: 'waiting',
  lapsed: 'failed',
  'not-accepted': 'failed',
  'dead-letter': 'failed',
};
/** Ended, and nothing is to be done. */
const HEALED = ['token-dead', 'superseded', 'recalled', 'withdrawn'];

const stateOf = ({ is, reason }: Happening): State | undefined =>
  reason !== undefined && HEALED.includes(reason) ? 'healed' : STATES[is];

interface Props {
  app: string;
  phones: readonly Phone[];
  happened: readonly Happening[];
}

export function Happenings({ app, phones, happened }: Props) {
  const t = useTexts(SANDBOX);
  const here = happened.filter((one) => one.app === undefined || one.app === app).slice(0, SHOWN);
  return (
    <section aria-labelledby="happened">
      <Stack gap="xs">
        <Title order={2} size="h4" id="happened">
          {t.happened}
        </Title>
        {here.length === 0 && <Text size="sm">{t.nothingHappened}</Text>}
        <ol className="happenings" aria-labelledby="happened">
          {here.map((one) => (
            <Row key={one.id} app={app} phones={phones} one={one} />
          ))}
        </ol>
      </Stack>
    </section>
  );
}

function Row({ app, phones, one }: { app: string; phones: readonly Phone[]; one: Happening }) {
  const t = useTexts(SANDBOX);
  const sentence = useSentence(phones);
  const state = stateOf(one);
  const { messageId, is, eventToPhoneMs, detail, published, user } = one;
  const phone = phones.find(({ id }) => id === one.phone);
  return (
    <li data-kind={is}>
      <Moment at={one.atMs} />
      <div>
        {state === undefined ? (
          <span>{sentence(one)}</span>
        ) : (
          <StateBadge state={state} word={sentence(one)} />
        )}{' '}
        {eventToPhoneMs !== undefined && <strong>{t.arrivedAfter(eventToPhoneMs)}</strong>}{' '}
        {messageId !== undefined && (
          <Link
            to="/a/$app/messages/$message"
            params={{ app, message: messageId }}
            search={phone === undefined || is === 'message' ? {} : { user, device: phone.device }}
          >
            {t.story}
          </Link>
        )}
        {is === 'dead-letter' && (
          <Link to="/a/$app/dead-letters" params={{ app }}>
            {t.deadLetters}
          </Link>
        )}
        {detail !== undefined && <p className="id">{detail}</p>}
        {published.length > 0 && (
          <Fold title={published.map(({ topic }) => topic).join(', ')}>
            <AllCommands published={published} />
          </Fold>
        )}
      </div>
    </li>
  );
}

const ACTION: Record<Wish['do'], keyof (typeof SANDBOX)['en']['actions'] | 'click' | 'swipe'> = {
  open: 'open',
  background: 'background',
  kill: 'kill',
  'network-off': 'networkOff',
  'network-on': 'networkOn',
  'notifications-off': 'notificationsOff',
  'notifications-on': 'notificationsOn',
  'log-in': 'logIn',
  'log-out': 'logOut',
  'second-login': 'secondLogin',
  reinstall: 'reinstall',
  'refresh-token': 'refreshToken',
  'skip-ahead': 'skipAhead',
  click: 'click',
  swipe: 'swipe',
};

function useSentence(phones: readonly Phone[]): (one: Happening) => string {
  const t = useTexts(SANDBOX);
  const nameOf = useVendorName();
  return (one) => {
    const phone = phones.find(({ id }) => id === one.phone);
    const who = phone === undefined ? (one.user ?? '') : t.phone(phone.name, phone.user);
    const message = one.messageId ?? t.aMessage;
    switch (one.is) {
      case 'action': {
        const action = one.action === undefined ? undefined : ACTION[one.action];
        const what =
          action === undefined
            ? ''
            : action === 'click' || action === 'swipe'
              ? t[action]
              : t.actions[action];
        return t.is.action(who, what);
      }
      case 'stopped':
      case 'not-accepted':
        return t.is[one.is](who, message, one.reason ?? '');
      case 'weather':
        return t.is.weather(nameOf(one.vendor ?? ''), t.kinds[(one.weather ?? 'ok') as keyof typeof t.kinds]);
      case 'dead-letter':
        return t.is['dead-letter'](one.topic ?? '');
      case 'raw':
      case 'reset':
        return t.is[one.is];
      default:
        return t.is[one.is](who, message);
    }
  };
}
