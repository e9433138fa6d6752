// A time in ms since 1970, bigint in the table. The driver gives a bigint as text.
import { Column } from 'typeorm';

export const EpochMsColumn = (options: { nullable?: boolean } = {}): PropertyDecorator =>
  Column('bigint', { ...options, transformer: { from: numberOf, to: (atMs: unknown) => atMs } });

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));
