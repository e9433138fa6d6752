// What dispatch tells of a lane: what it found out about a credential, how a push ended, and its lines in the log.
import {
  certificateJudged,
  type CertificateJudged,
  type Outcome,
  pushOutcome,
} from '@offline-push/contracts';
import { until } from '@offline-push/parts';
import type { Scene } from '../scene';

const DEADLINE_MS = 25_000;

export const judgedOf = (scene: Scene, id: number): CertificateJudged[] =>
  scene.stage.reader.seen(certificateJudged).filter(({ certificateId }) => certificateId === id);

/** The first such word after the first `since`. */
export const judgedAs = (
  scene: Scene,
  id: number,
  state: CertificateJudged['state'],
  since = 0,
): Promise<CertificateJudged> =>
  until(DEADLINE_MS, `certificate ${id} was not told as ${state}`, () =>
    judgedOf(scene, id)
      .slice(since)
      .find((event) => event.state === state),
  );

export const outcomeOf = (scene: Scene, messageId: string): Promise<Outcome> =>
  until(DEADLINE_MS, `${messageId} has no outcome`, () =>
    scene.stage.reader
      .seen(pushOutcome)
      .find((event) => event.messageId === messageId)
      ?.outcomes.at(0),
  );

/** Lines of dispatch's log about this certificate. */
export const linesOf = (scene: Scene, event: string, certificate: number): string[] =>
  scene.platform.programs.dispatch.log
    .split('\n')
    .filter((line) => line.includes(`"event":"${event}"`) && line.includes(`"certificate":${certificate},`));
