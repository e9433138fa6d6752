// The keys of the topics. An app id has no "/", so the first "/" ends it.

export const conversationKey = (event: { app: string; conversation: string }): string =>
  `${event.app}/${event.conversation}`;

export const userKey = (event: { app: string; user: string }): string => `${event.app}/${event.user}`;
