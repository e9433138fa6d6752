// Keeps the phones over restarts, in a file for its owner alone. What their screens showed is not kept: the vendors' fakes forget it, too.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type PhoneState, without } from './state';

type Kept = Omit<PhoneState, 'tray' | 'held' | 'inbox' | 'missed' | 'badge'>;

export class KeptPhones {
  constructor(private readonly file: string | undefined) {}

  /** Throws if the file is none of ours. */
  read(): PhoneState[] {
    if (this.file === undefined || !existsSync(this.file)) return [];
    const kept = JSON.parse(readFileSync(this.file, 'utf8')) as Kept[];
    return kept.map((phone) => ({ ...phone, tray: [], held: [], inbox: [], missed: [], badge: 0 }));
  }

  write(phones: Iterable<PhoneState>): void {
    if (this.file === undefined) return;
    const kept = [...phones].map((phone) => without(phone, 'tray', 'held', 'inbox', 'missed', 'badge'));
    writeFileSync(`${this.file}.new`, JSON.stringify(kept), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }
}
