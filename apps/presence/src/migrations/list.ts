// All migrations, oldest first. One that was released never changes.
import { Session1795478400000 } from './2026-11-24-session';

export const MIGRATIONS = [Session1795478400000];
