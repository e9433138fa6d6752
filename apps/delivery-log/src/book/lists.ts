// Lists as parameters of statements: one text each, because a driver that quotes each element takes longer than the database. Pure.

/** Numbers, also of 64 bits as texts. */
export const numbers = (all: readonly (number | string)[]): string => `{${all.join(',')}}`;

/** Texts without a line break, for `string_to_array($n, E'\n')`. JSON has none. Of no text it makes none. */
export const lines = (all: readonly string[]): string => all.join('\n');
