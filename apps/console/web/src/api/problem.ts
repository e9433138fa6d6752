// What a service refuses with (RFC 9457), as an error that pages can show.

export interface FieldProblem {
  /** Of the field, as a JSON pointer into what was sent; "" is the whole. */
  readonly pointer: string;
  /** The rule that it breaks. Never the value. */
  readonly rule: string;
}

interface Refusal {
  /** Who refused, or could not be reached. */
  readonly service: string;
  /** 0: no answer. */
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly FieldProblem[];
  readonly traceId: string;
}

export class ApiProblem extends Error implements Refusal {
  readonly service: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly FieldProblem[];
  readonly traceId: string;

  constructor({ service, status, code, detail, errors, traceId }: Refusal) {
    super(detail || code);
    this.name = 'ApiProblem';
    this.service = service;
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = errors;
    this.traceId = traceId;
  }

  /** The service is away, and may come back by itself. */
  get isAway(): boolean {
    return [0, 502, 503, 504].includes(this.status);
  }
}

export async function problemIn(response: Response, service: string): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as Partial<Refusal> & { title?: string };
  return new ApiProblem({
    service,
    status: response.status,
    code: body.code ?? 'error',
    detail: body.detail ?? body.title ?? '',
    errors: Array.isArray(body.errors) ? body.errors : [],
    traceId: body.traceId ?? '',
  });
}
