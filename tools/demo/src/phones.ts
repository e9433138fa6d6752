// The phones of the demo: one of each vendor whose app was killed, one that is connected, one that logged out. Pure.
import { newFakes } from '@offline-push/vendor-fakes';

/** The tenant of the demo, the stories and the benchmark. */
export const DEMO_APP = 'demo';

export type Fate = 'killed' | 'online' | 'logged-out';

export interface DemoPhone {
  user: string;
  device: string;
  session: string;
  vendor: string;
  token: string;
  /** Absent: Android. */
  platform?: 'web';
  fate: Fate;
}

/** Bob's app was killed, Carol is online, Dave has logged out; and there is a killed phone of every further vendor. */
export function phonesOf(vendors: readonly string[]): DemoPhone[] {
  const [first = '', ...others] = vendors;
  const phone = (user: string, vendor: string, fate: Fate): DemoPhone => {
    const device = `${user}s-phone`;
    const { platform } = sampleOf(vendor) ?? {};
    const token = tokenOf(vendor, `ok-${device}`);
    return { user, device, session: `${user}-1`, vendor, token, ...(platform && { platform }), fate };
  };
  return [
    phone('bob', first, 'killed'),
    phone('carol', first, 'online'),
    phone('dave', first, 'logged-out'),
    ...others.map((vendor) => phone(`${vendor}-bob`, vendor, 'killed')),
  ];
}

/** A token that this vendor takes and that carries the words its fake knows ("ok-…", "dead-…"). */
export const tokenOf = (vendor: string, word: string): string => sampleOf(vendor)?.tokenFor?.(word) ?? word;

const sampleOf = (vendor: string) => newFakes().find((fake) => fake.vendor === vendor)?.sample;
