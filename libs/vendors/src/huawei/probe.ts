// Is this credential good? A real login, then a push that rings nobody: Android has a switch for that (`validate_only`), HarmonyOS gets a
// test message to a token that no phone has. What Huawei says about token and message does not matter here.
import { systemMs } from '../shared/http/system-ms';
import type { Delivery, Probe, Verdict } from '../vendor';
import { type HuaweiConnection, open } from './client';
import { type Api, apiOf, type HuaweiSettings } from './credential';
import { loginRow } from './login-answer';
import { plan } from './plan';

const NOBODY = 'dead-token-of-a-probe';
const LIFE_MS = 60_000;

export async function probe(connection: HuaweiConnection, deadlineMs: number): Promise<Probe> {
  const { settings, nowMs = systemMs } = connection;
  const client = open(connection, 1);
  try {
    const [call] = plan([aPushToNobody(nowMs())], settings, nowMs()).calls;
    if (call === undefined) throw new Error('the probe plans no call');
    const checked = { ...call, request: { ...call.request, isCheckOnly: true } };
    const { verdicts } = await client.send(checked, deadlineMs);
    return judge(verdicts[0], settings);
  } finally {
    await client.close();
  }
}

/** Bulk is marketing, which needs no right. */
const aPushToNobody = (nowMs: number): Delivery => ({
  targetId: 'probe',
  messageKey: 'probe',
  token: NOBODY,
  content: { class: 'bulk', click: { action: 'open-app' }, vendors: { huawei: { testMessage: true } } },
  expiresAtMs: nowMs + LIFE_MS,
});

export function judge(verdict: Verdict | undefined, settings: HuaweiSettings): Probe {
  switch (verdict?.kind) {
    case 'accepted':
    case 'token-dead':
    case 'refused':
      return { result: 'good' };
    case 'credential-broken': {
      const says = verdict.detail ?? `Huawei answered with code ${verdict.code}.`;
      return { result: 'wrong', field: fieldOf(verdict.code, apiOf(settings)), says };
    }
    default:
      return { result: 'unknown', says: `Huawei could not be asked: ${verdict?.code ?? 'no verdict'}.` };
  }
}

/** After a good login a refused one means that the id in the path is of another app. */
const REFUSED_AT_PUSH: Record<Api, string> = { v1: '/appId', v2: '/projectId', v3: '/serviceAccount' };

function fieldOf(code: string, api: Api): string {
  switch (code) {
    case 'client-secret-missing':
      return '/clientSecret';
    case 'service-account-missing':
      return '/serviceAccount';
    case 'service-account-key':
      return '/serviceAccount/private_key';
    case '80200001':
    case 'http-401':
      return REFUSED_AT_PUSH[api];
    default:
      return loginRow(code)?.field ?? '';
  }
}
