// All migrations, oldest first. One that was released never changes.
import { Stories1764530000000 } from './0001-stories';

export const MIGRATIONS = [Stories1764530000000];
