// Which letters a caller means: all is said in words, and whoever looks after one app means letters of that app only. Pure.
import { HttpProblem } from '@offline-push/service-kit';
import type { Meant } from './letter.store';

/** @param app of the path. Undefined: the caller looks after all apps. */
export function meantIn({ all, ...meant }: Meant & { all?: true }, app: string | undefined): Meant {
  const isNarrowed = Object.values(meant).some((value) => value !== undefined);
  // Nobody settles all of them by leaving a field out.
  if (isNarrowed === (all === true))
    throw new HttpProblem(400, 'invalid-body', 'The body breaks 1 rule(s).', [
      { pointer: '', rule: 'must have at least one of ids, topic, reason, app, or else all' },
    ]);
  return withinApp(meant, app);
}

/** Letters of another app are not there, whatever was asked for. */
export const withinApp = (meant: Meant, app: string | undefined): Meant => {
  if (app === undefined) return meant;
  const isOther = meant.app !== undefined && meant.app !== app;
  return { ...meant, app, ...(isOther && { ids: [] }) };
};
