// Which services have an event stream, and how it is asked for. Pure.

export interface Source {
  readonly service: string;
  /** With its query. */
  readonly path: string;
  /** What it refuses is the page's fault, and is answered to the page. */
  readonly isDemanded: boolean;
}

/** `parameters`: what the page narrows the stream to, besides the app. */
export function sourcesFor(app: string, parameters: URLSearchParams, services: readonly string[]): Source[] {
  const query = parameters.size === 0 ? '' : `?${parameters.toString()}`;
  const sources = [
    { service: 'delivery-log', path: `/v1/apps/${encodeURIComponent(app)}/live${query}`, isDemanded: true },
    { service: 'vendor-sandbox', path: '/v1/live', isDemanded: false },
  ];
  return sources.filter(({ service }) => services.includes(service));
}
