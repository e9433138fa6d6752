// What a reason says: what it means, what to do, and who must act. Pure.
import { says, type Text } from './words';

/** `client` is the app's own code, `core` the IM core, `operator` keeps the certificates, `us` is offline-push. */
export const ACTOR_NAMES = {
  nobody: says('nobody', '无需任何人'),
  client: says("the app's developers", '应用开发者'),
  gateway: says("the gateway's team", '网关团队'),
  core: says("the IM core's team", 'IM 核心团队'),
  publisher: says('whoever published it', '发布方'),
  operator: says("the certificates' operator", '证书运维'),
  platform: says('the platform team', '平台团队'),
  us: says('offline-push', 'offline-push'),
} as const satisfies { readonly [actor: string]: Text };
export type Actor = keyof typeof ACTOR_NAMES;

export interface Advice {
  readonly who: Actor;
  readonly toDo: Text;
}

export interface Reason extends Advice {
  readonly means: Text;
}

/** A question of a diagnosis, with what to do if it fails and no reason says more, and how to find out what nobody knows. */
export interface Check {
  /** In the order of the checks. */
  readonly number: number;
  readonly asks: Text;
  readonly fails: Advice;
  readonly unknown: Advice;
}

export const by = (who: Actor, toDo: Text): Advice => ({ who, toDo });
export const because = (who: Actor, means: Text, toDo: Text): Reason => ({ who, means, toDo });
