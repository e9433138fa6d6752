// A phone as one holds it: whose it is, what its screen shows, and what one can do to it.
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Fold } from '../../parts/story/fold';
import { useVendorName } from '../../parts/story/reasons';
import { type State, StateBadge } from '../../parts/state';
import { useTexts } from '../../texts/language';
import { SANDBOX } from '../../texts/sandbox';
import { type Happening, type Phone, useAct, useRemove, useSandbox, type Wish } from './asks';
import { Screen } from './screen';
import { WhyNot } from './why-not';

interface CardProps {
  phone: Phone;
  happened: readonly Happening[];
  may: boolean;
  onDid: (happening: Happening) => void;
}

export function PhoneCard({ phone, happened, may, onDid }: CardProps) {
  const t = useTexts(SANDBOX);
  const act = useAct(onDid);
  const title = t.phone(phone.name, phone.user);
  const perform = (wish: Wish): void => act.mutate({ phone: phone.id, wish });
  return (
    <article className="phone" aria-label={title} data-process={phone.process}>
      <Head phone={phone} title={title} />
      <States phone={phone} />
      <Screen phone={phone} may={may} isBusy={act.isPending} onAct={perform} />
      <WhyNot phone={phone} happened={happened} />
      {may && <Buttons phone={phone} isBusy={act.isPending} onAct={perform} />}
    </article>
  );
}

function Head({ phone, title }: { phone: Phone; title: string }) {
  const t = useTexts(SANDBOX);
  const nameOf = useVendorName();
  return (
    <div>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {nameOf(phone.vendor)} ·{' '}
        <Link
          to="/a/$app/certificates/$certificate"
          params={{ app: phone.app, certificate: String(phone.certificateId) }}
        >
          {t.certificate(phone.certificateId)}
        </Link>{' '}
        · <span className="id">{t.token(phone.token)}</span>
      </Text>
    </div>
  );
}

const PROCESS: Record<Phone['process'], State> = {
  foreground: 'done',
  background: 'done',
  killed: 'stopped',
};

function States({ phone }: { phone: Phone }) {
  const t = useTexts(SANDBOX);
  const { process, isLoggedIn, hasNetwork, allowsNotifications, gatewaySaid, unsaid } = phone;
  const isBelieved = gatewaySaid === 'connected' && (!hasNetwork || process === 'killed');
  return (
    <Group gap={6}>
      <StateBadge state={isLoggedIn ? 'done' : 'stopped'} word={isLoggedIn ? t.loggedIn : t.loggedOut} />
      <StateBadge state={PROCESS[process]} word={t.process[process]} />
      {!hasNetwork && <StateBadge state="waiting" word={t.noNetwork} />}
      {!allowsNotifications && <StateBadge state="stopped" word={t.silenced} />}
      {unsaid.length > 0 && <StateBadge state="waiting" word={t.unsaid(unsaid.length)} />}
      {isBelieved && <StateBadge state="unknown" word={t.believedOnline} />}
    </Group>
  );
}

interface ButtonsProps {
  phone: Phone;
  isBusy: boolean;
  onAct: (wish: Wish) => void;
}

function Buttons({ phone, isBusy, onAct }: ButtonsProps) {
  const t = useTexts(SANDBOX);
  const { actions } = t;
  const { process, hasNetwork, isLoggedIn, allowsNotifications } = phone;
  const one = (what: Wish['do'], label: string, isMain = false) => (
    <Button
      key={what}
      size="sm"
      variant={isMain ? 'filled' : 'default'}
      disabled={isBusy}
      onClick={() => onAct({ do: what })}
    >
      {label}
    </Button>
  );
  return (
    <Stack gap="xs" className="phone-buttons">
      <div className="button-grid">
        {process !== 'killed' && one('kill', actions.kill, true)}
        {process !== 'foreground' && one('open', actions.open, process === 'killed')}
        {process === 'foreground' && one('background', actions.background)}
        {hasNetwork ? one('network-off', actions.networkOff) : one('network-on', actions.networkOn, true)}
        {isLoggedIn ? one('log-out', actions.logOut) : one('log-in', actions.logIn, true)}
        {allowsNotifications
          ? one('notifications-off', actions.notificationsOff)
          : one('notifications-on', actions.notificationsOn)}
        {one('reinstall', actions.reinstall)}
      </div>
      <SkipAhead phone={phone} isBusy={isBusy} onAct={onAct} />
      <Fold title={t.more}>
        <Group gap="xs">
          {isLoggedIn && one('second-login', actions.secondLogin)}
          {one('refresh-token', actions.refreshToken)}
          <Remove phone={phone} />
        </Group>
      </Fold>
    </Stack>
  );
}

/** Only while the gateway waits for a phone that is silent. */
function SkipAhead({ phone, isBusy, onAct }: ButtonsProps) {
  const t = useTexts(SANDBOX);
  const { data } = useSandbox();
  const isSilent = phone.gatewaySaid === 'connected' && (!phone.hasNetwork || phone.process === 'killed');
  if (data?.maySkipAhead !== true || !isSilent) return null;
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="sm" variant="default" disabled={isBusy} onClick={() => onAct({ do: 'skip-ahead' })}>
        {t.actions.skipAhead}
      </Button>
      <Text size="xs" c="dimmed">
        {t.skipAheadHint}
      </Text>
    </Group>
  );
}

function Remove({ phone }: { phone: Phone }) {
  const t = useTexts(SANDBOX);
  const remove = useRemove();
  return (
    <Button size="sm" variant="default" disabled={remove.isPending} onClick={() => remove.mutate(phone.id)}>
      {t.actions.remove}
    </Button>
  );
}
