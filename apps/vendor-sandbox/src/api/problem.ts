// A refusal of the sandbox's API, which becomes a problem (RFC 9457) as those of the services.
import type { Problem as FieldProblem } from '@offline-push/contracts';

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly FieldProblem[] = [],
  ) {
    super(detail);
  }
}

export const invalid = (errors: readonly FieldProblem[], where: 'body' | 'query'): Problem =>
  new Problem(400, `invalid-${where}`, `The ${where} breaks ${errors.length} rule(s).`, errors);
