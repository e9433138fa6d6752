// For whom the console acts at a service: the person, the app and their role in it. Pure.
import { HttpProblem, notFound } from '@offline-push/service-kit';
import { type AppRole, roleIn, type Session, widest } from '../sign-in/session';

/** Throws what the service itself would answer to one who has no role there. */
export function roleFor({ apps }: Session, app: string | undefined): AppRole {
  if (app === undefined) {
    const found = widest(apps);
    if (found === undefined) throw new HttpProblem(403, 'forbidden', 'You have no role in any app.');
    return found;
  }
  const role = roleIn(apps, app);
  if (role === undefined) throw notFound();
  return { app, role };
}

/** As form fields, so that every character of a name has one spelling in ASCII. */
export const actingFor = (user: string, { app, role }: AppRole): string =>
  new URLSearchParams({ user, app, role }).toString();
