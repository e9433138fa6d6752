// What the phone's screen shows: the app if it is in front, and the notifications as the vendor cut them.
import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Drawer } from '../../parts/drawer';
import '../../parts/command.css';
import { Moment } from '../../parts/moment';
import { useTexts } from '../../texts/language';
import { SANDBOX } from '../../texts/sandbox';
import type { Phone, PhoneNotification, Wish } from './asks';

interface ScreenProps {
  phone: Phone;
  may: boolean;
  isBusy: boolean;
  onAct: (wish: Wish) => void;
}

export function Screen(props: ScreenProps) {
  const t = useTexts(SANDBOX);
  const { phone } = props;
  const isOpen = phone.process === 'foreground';
  return (
    <div className="screen" data-lit={isOpen || phone.tray.length > 0}>
      <div className="screen-top" aria-hidden="true">
        <span>{phone.hasNetwork ? '▂▄▆' : '✕'}</span>
        <span className="notch" />
        <span>{phone.allowsNotifications ? '' : '⌀'}</span>
      </div>
      {phone.badge > 0 && (
        <Text size="xs" ta="center">
          {t.badge(phone.badge)}
        </Text>
      )}
      {phone.tray.length > 0 && (
        <ul className="tray" aria-label={t.notifications}>
          {phone.tray.map((one) => (
            <Notification key={one.id} one={one} {...props} />
          ))}
        </ul>
      )}
      {phone.tray.length === 0 && !isOpen && <p className="screen-empty">{t.lockScreen}</p>}
      {isOpen && <Chats phone={phone} />}
      {phone.held.length > 0 && <p className="screen-held">{t.held(phone.held.length)}</p>}
    </div>
  );
}

function Chats({ phone }: { phone: Phone }) {
  const t = useTexts(SANDBOX);
  return (
    <div className="chats">
      <strong>{t.chats}</strong>
      {phone.inbox.length === 0 && <p className="screen-empty">{t.noChats}</p>}
      <ul>
        {phone.inbox.slice(0, 3).map(({ messageId, sender, text, atMs }) => (
          <li key={messageId}>
            <b>{sender}</b> {text} <Moment at={atMs} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Notification({ one, phone, may, isBusy, onAct }: ScreenProps & { one: PhoneNotification }) {
  const t = useTexts(SANDBOX);
  const [isRaw, setRaw] = useState(false);
  const { id, title, text, channel, rings, suppressed, eventToPhoneMs, messageId, shownAtMs } = one;
  return (
    <li className="notification">
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <b>{title}</b>
        {shownAtMs !== undefined && <Moment at={shownAtMs} />}
      </Group>
      <p>{text}</p>
      <p className="notification-facts">
        {eventToPhoneMs !== undefined && <strong>{t.arrivedAfter(eventToPhoneMs)}</strong>}
        {channel !== undefined && <span>{t.channel(channel)}</span>}
        {rings > 1 && <span>{t.rang(rings)}</span>}
        {suppressed > 0 && <span>{t.suppressed(suppressed)}</span>}
        {messageId !== undefined && (
          <Link
            to="/a/$app/messages/$message"
            params={{ app: phone.app, message: messageId }}
            search={{ user: phone.user, device: phone.device }}
          >
            {t.story}
          </Link>
        )}
      </p>
      <Group gap={6}>
        {may && (
          <>
            <Button
              size="compact-sm"
              disabled={isBusy}
              onClick={() => onAct({ do: 'click', notification: id })}
            >
              {t.click}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={isBusy}
              onClick={() => onAct({ do: 'swipe', notification: id })}
            >
              {t.swipe}
            </Button>
          </>
        )}
        <Button size="compact-sm" variant="default" onClick={() => setRaw(true)}>
          {t.raw}
        </Button>
      </Group>
      {isRaw && <Raw one={one} onClose={() => setRaw(false)} />}
    </li>
  );
}

function Raw({ one, onClose }: { one: PhoneNotification; onClose: () => void }) {
  const t = useTexts(SANDBOX);
  const { method, path, headers, body } = one.raw;
  const lines = [
    `${method} ${path}`,
    ...Object.entries(headers).map((header) => header.join(': ')),
    '',
    pretty(body),
  ];
  return (
    <Drawer title={t.rawTitle} onClose={onClose}>
      <pre className="command" tabIndex={0} aria-label={t.rawTitle}>
        {lines.join('\n')}
      </pre>
    </Drawer>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body.replaceAll('&', '\n&');
  }
}
