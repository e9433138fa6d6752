// One typed client for each service, behind the console's server: same paths, same bodies, same problems. The types come from docs/openapi.
import createClient, { type Middleware } from 'openapi-fetch';
import type { paths as Certificates } from './types/certificates';
import type { paths as DeliveryLog } from './types/delivery-log';
import type { paths as DeviceBindings } from './types/device-bindings';
import type { paths as Dispatch } from './types/dispatch';
import type { paths as Presence } from './types/presence';
import type { paths as VendorSandbox } from './types/vendor-sandbox';
import { ApiProblem, problemIn } from './problem';
import { announceSessionEnd } from './session-end';

/** Where the console lives, with a slash at its end: its server writes the <base> of the page. */
export const BASE = new URL('./', document.baseURI);

export const urlOf = (path: string): string => new URL(path, BASE).href;

/** Longer than the server's own deadline, so that its answer is heard. */
const DEADLINE_MS = 40_000;

/** Any answer that is no success is thrown, with its problem. */
const refusals = (service: string): Middleware => ({
  async onResponse({ response }) {
    if (response.ok) return;
    if (response.status === 401) announceSessionEnd();
    throw await problemIn(response, service);
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    return new ApiProblem({ service, status: 0, code: 'unreachable', detail: '', errors: [], traceId: '' });
  },
});

function clientOf<Paths extends object>(service: string) {
  const client = createClient<Paths>({
    baseUrl: urlOf(`api/${service}`),
    credentials: 'same-origin',
    fetch: (request) =>
      fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(DEADLINE_MS)]) }),
  });
  client.use(refusals(service));
  return client;
}

export const certificates = clientOf<Certificates>('certificates');
export const presence = clientOf<Presence>('presence');
export const deviceBindings = clientOf<DeviceBindings>('device-bindings');
export const dispatch = clientOf<Dispatch>('dispatch');
export const deliveryLog = clientOf<DeliveryLog>('delivery-log');
export const vendorSandbox = clientOf<VendorSandbox>('vendor-sandbox');

/** What was answered: refusals have been thrown before. */
export async function answerOf<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}
