// Our own marks: lines of 1.5 on a field of 20, in the colour of the text. They carry no meaning alone: a word stands beside each.
import type { ReactNode } from 'react';

const DRAWN = {
  find: <path d="M8.5 3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Zm4 9.5L17 17" />,
  certificates: <path d="M4 3.5h12v9H4zM7 6.5h6M7 9.5h3M13 12.5v4l-1.5-1-1.5 1v-4" />,
  statistics: <path d="M3.5 16.5h13M6 14V9M10 14V4.5M14 14v-3" />,
  lanes: <path d="M3 5.5h10M3 10h13M3 14.5h7M13 3.5l2.5 2-2.5 2M12.5 12.5l2.5 2-2.5 2" />,
  deadLetters: <path d="M3 5h14v10H3zM3.5 5.5 10 11l6.5-5.5M7.5 13.5l5-5M12.5 13.5l-1-1" />,
  sandbox: <path d="M6 2.5h8v15H6zM9 15h2M8.5 5.5h3" />,
  scheme: (
    <>
      <circle cx="10" cy="10" r="6.5" />
      <path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof DRAWN;

export const Icon = ({ name }: { name: IconName }) => (
  <svg
    aria-hidden="true"
    width="18"
    height="18"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    {DRAWN[name]}
  </svg>
);
