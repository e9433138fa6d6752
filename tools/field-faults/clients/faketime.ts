// A service whose clock is wrong: Debian's libfaketime between the process and the system, which shifts what every call says of the time
// of day and leaves the monotonic clock alone. The shift may change while the process runs.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServiceName } from '@offline-push/platform';
import type { Scene } from '../scene';

const FOLDERS = ['/usr/lib', '/usr/local/lib', '/opt/homebrew/lib'];

function fakeLibrary(): string {
  const places = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) => [
    join(folder, 'faketime'),
    ...readdirSync(folder).map((name) => join(folder, name, 'faketime')),
  ]);
  const found = places.map((place) => join(place, 'libfaketime.so.1')).find((file) => existsSync(file));
  if (found === undefined)
    throw new Error('libfaketime.so.1 is not on this machine: apt-get install faketime');
  return found;
}

/** A process reads the file again after this time, in s. */
const LOOK_EVERY_SECONDS = '1';

export class WrongClock {
  private readonly file: string;

  constructor(
    private readonly scene: Scene,
    private readonly service: ServiceName,
  ) {
    this.file = join(scene.platform.parts.folder, `clock-${scene.fresh(service)}`);
  }

  /** As libfaketime writes it: "+1h", "-10m", "+0". Holds within a second or two. */
  turn(shift: string): void {
    writeFileSync(this.file, `${shift}\n`);
  }

  /** Starts the service anew under this clock; it need not become ready. */
  async start(shift: string): Promise<void> {
    this.turn(shift);
    const program = this.scene.platform.programs[this.service];
    await program.stop();
    program.launch({
      LD_PRELOAD: fakeLibrary(),
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_CACHE_DURATION: LOOK_EVERY_SECONDS,
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    });
  }

  /** Starts the service anew under the system's clock. */
  async end(): Promise<void> {
    const program = this.scene.platform.programs[this.service];
    await program.stop();
    program.launch({ LD_PRELOAD: '' });
  }
}
