// Is the platform well? What its probes say, and a wait until all of them say yes.
import { until } from '@offline-push/parts';
import { type Platform, SERVICES, type ServiceName } from '@offline-push/platform';

const WELL_DEADLINE_MS = 45_000;
const LOOK_MS = 200;

export interface ProbeAnswer {
  status: number;
  words: string;
}

export async function probed(
  platform: Platform,
  service: ServiceName,
  kind: 'live' | 'ready',
): Promise<ProbeAnswer> {
  const url = `${platform.programs[service].opsUrl}/health/${kind}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  return { status: response.status, words: await response.text() };
}

/** Every service runs and is ready. */
export async function areWell(platform: Platform): Promise<void> {
  for (const service of SERVICES) {
    let words = '';
    const isReady = async (): Promise<true | undefined> => {
      const answer = await probed(platform, service, 'ready').catch((error: unknown) => ({
        status: 0,
        words: String(error),
      }));
      words = answer.words;
      return answer.status === 200 ? true : undefined;
    };
    await until(WELL_DEADLINE_MS, `${service} is not well afterwards`, isReady, LOOK_MS).catch(
      (error: unknown) => {
        throw new Error(`${String(error)}: ${words}`);
      },
    );
  }
}
