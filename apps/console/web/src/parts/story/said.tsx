// A text of a service: what it puts between backticks is code, and its instants are shown in the zone of the screen.
import { Fragment } from 'react';
import { Moment } from '../moment';

const PARTS = /(`[^`]+`|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

export const Said = ({ text }: { text: string }) =>
  text.split(PARTS).map((part, at) => {
    if (at % 2 === 0) return <Fragment key={at}>{part}</Fragment>;
    return part.startsWith('`') ? (
      <code key={at}>{part.slice(1, -1)}</code>
    ) : (
      <Moment key={at} at={part} isExact />
    );
  });
