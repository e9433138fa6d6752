// Each device that presence, device-bindings or delivery-log knows of, with what they say of it now. Pure.
import type { Diagnosis } from '../../parts/story/words';
import type { Binding, Session } from './asks';

export interface DeviceNow {
  device: string;
  /** The one that decides. */
  session?: Session;
  binding?: Binding;
  diagnosis?: Diagnosis['devices'][number];
}

export function devicesNow(
  sessions: readonly Session[] = [],
  bindings: readonly Binding[] = [],
  diagnoses: Diagnosis['devices'] = [],
): DeviceNow[] {
  const named = [...sessions, ...bindings, ...diagnoses].flatMap(({ device }) => device ?? []);
  return [...new Set(named)].sort().map((device) => {
    const session = sessions.find((one) => one.device === device && one.isCurrent);
    const binding = bindings.find((one) => one.device === device);
    const diagnosis = diagnoses.find((one) => one.device === device);
    return {
      device,
      ...(session && { session }),
      ...(binding && { binding }),
      ...(diagnosis && { diagnosis }),
    };
  });
}
