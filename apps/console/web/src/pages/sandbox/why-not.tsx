// Nothing came within five seconds: the first check that fails stands beside the phone, and nobody had to ask for it.
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerOf, deliveryLog } from '../../api/clients';
import { useNow } from '../../parts/moment';
import { StateBadge } from '../../parts/state';
import { TAGS, useLanguage, useTexts } from '../../texts/language';
import { SANDBOX } from '../../texts/sandbox';
import type { Happening, Phone } from './asks';

const PATIENCE_MS = 5_000;
/** Older ones interest nobody any more. */
const FOR_MS = 600_000;
const TICK_MS = 1_000;
const AGAIN_MS = 3_000;

/** Something became of it here that one can see. */
const SEEN: readonly Happening['is'][] = ['shown', 'held', 'silent', 'suppressed', 'reached-app'];

export function WhyNot({ phone, happened }: { phone: Phone; happened: readonly Happening[] }) {
  const nowMs = useNow(TICK_MS);
  const newest = happened.find(
    ({ is, app, recipients }) => is === 'message' && app === phone.app && recipients?.includes(phone.user),
  );
  if (newest?.messageId === undefined) return null;
  const ageMs = nowMs - newest.atMs;
  const { messageId } = newest;
  const isSeen = happened.some(
    (one) => one.phone === phone.id && one.messageId === messageId && SEEN.includes(one.is),
  );
  if (isSeen || ageMs < PATIENCE_MS || ageMs > FOR_MS) return null;
  return <Reason phone={phone} messageId={messageId} />;
}

function Reason({ phone, messageId }: { phone: Phone; messageId: string }) {
  const t = useTexts(SANDBOX);
  const language = useLanguage();
  const { app, user, device } = phone;
  const asked = useQuery({
    queryKey: ['sandbox-why', app, messageId, user, device, language],
    retry: true,
    retryDelay: AGAIN_MS,
    queryFn: ({ signal }) =>
      answerOf(
        deliveryLog.GET('/v1/apps/{app}/messages/{messageId}/diagnosis', {
          signal,
          params: {
            path: { app, messageId },
            query: { user, device },
            header: { 'Accept-Language': TAGS[language] },
          },
        }),
      ),
  });
  const first = asked.data?.devices[0]?.first;
  const isOnPurpose = first?.who === 'nobody';
  return (
    <div className="why-not" role="status">
      <Text size="sm" fw={600}>
        {t.notRung(messageId)}
      </Text>
      {asked.data === undefined ? (
        <Text size="sm">{t.asking}</Text>
      ) : first === undefined ? (
        <Text size="sm">{t.noneFailing}</Text>
      ) : (
        <>
          <StateBadge state={isOnPurpose ? 'stopped' : 'failed'} word={t.failing(first.number, first.asks)} />
          <Text size="sm">{first.evidence}</Text>
          {!isOnPurpose && <Text size="sm">{first.toDo}</Text>}
        </>
      )}
      <Link to="/a/$app/messages/$message" params={{ app, message: messageId }} search={{ user, device }}>
        {t.story}
      </Link>
    </div>
  );
}
