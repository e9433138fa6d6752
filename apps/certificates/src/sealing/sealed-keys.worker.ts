// Checks at the start and each minute whether the key ring opens the stored credentials. A key that left the ring too early, or has other
// bytes, makes a log line and a note in the readiness. A gauge shows which keys are in use.
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type HealthPart, KeyRing, Rounds } from '@offline-push/service-kit';
import { Gauge } from 'prom-client';
import { opens } from '../certificates/credential-box';
import { type SealedKey, SealedKeyStore } from './sealed-key.store';

const EVERY_MS = 60_000;

const sealedWith = new Gauge({
  name: 'offline_push_sealed_with_key',
  help: 'Stored credentials by the key that sealed them, and whether the key ring opens them.',
  labelNames: ['key', 'opens'] as const,
});

@Injectable()
export class SealedKeysWorker implements HealthPart, OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly name = 'seal-keys';
  private readonly logger = new Logger(SealedKeysWorker.name);
  private readonly rounds = new Rounds('seal-keys', EVERY_MS, () => this.look());
  private shut: readonly SealedKey[] = [];

  constructor(
    private readonly store: SealedKeyStore,
    private readonly ring: KeyRing,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.startAtOnce();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  isAlive(): boolean {
    return true;
  }

  /** Always ready: certificates with other keys are served, and credentials can be entered again. */
  isReady(): boolean {
    return true;
  }

  notes(): string[] {
    return this.shut.map(({ keyId, count }) => wordsOf(keyId, count));
  }

  async look(): Promise<void> {
    const keys = await this.store.list();
    const shut = keys.filter(({ sample }) => !opens(this.ring, sample));
    sealedWith.reset();
    for (const key of keys)
      sealedWith.set({ key: key.keyId, opens: shut.includes(key) ? 'no' : 'yes' }, key.count);
    this.tell(shut);
    this.shut = shut;
  }

  /** Logs each key once, until it opens again. */
  private tell(shut: readonly SealedKey[]): void {
    const known = new Set(this.shut.map(({ keyId }) => keyId));
    for (const { keyId, count } of shut.filter((key) => !known.has(key.keyId)))
      this.logger.error({ event: 'seal-key-missing', keyId, count, says: wordsOf(keyId, count) });
  }
}

const wordsOf = (keyId: string, count: number): string =>
  `${count} credential(s) are sealed with key "${keyId}", which SEAL_KEYS lacks or has with other bytes: bring it back, or enter them again`;
