// A text of a service: what it puts between backticks is code.
import { Fragment } from 'react';

export const Said = ({ text }: { text: string }) =>
  text
    .split('`')
    .map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : <Fragment key={at}>{part}</Fragment>));
