// Describes an operation for the OpenAPI document. Body and query come from @ValidBody and @ValidQuery unless they are given here.
import { SetMetadata } from '@nestjs/common';
import type { TObject, TSchema } from '@sinclair/typebox';
import type { HeaderNote } from './known-headers';

export interface OperationNotes {
  /** One sentence. */
  readonly summary: string;
  /** What else a caller should know, in Markdown. */
  readonly details?: string;
  /** Replaces the schema of @ValidBody where the document can say more, for instance each vendor's fields. */
  readonly body?: TSchema;
  readonly query?: TObject;
  readonly response?: TSchema;
  /** Content type of text that a caller may ask for instead, by `Accept`. */
  readonly orText?: string;
  /** Status of the good answer. Default: that of @HttpCode, else 201 for POST and 200 otherwise. */
  readonly status?: number;
  /** Headers that a caller sends besides the key and the content type. */
  readonly sends?: readonly HeaderNote[];
  /** Headers of the good answer that a caller needs. */
  readonly answers?: readonly HeaderNote[];
  /** Bodies that may be sent, by name. */
  readonly bodyExamples?: Readonly<Record<string, unknown>>;
  readonly responseExample?: unknown;
  /** Media type of the good answer. Default: application/json. */
  readonly responseType?: string;
  /** Refusals besides those that every route has: code and reason by status. */
  readonly problems?: Readonly<Record<number, string>>;
}

export const OPERATION_KEY = 'offline-push:operation';

/** Adds the notes to the handler. */
export const Operation = (notes: OperationNotes) => SetMetadata(OPERATION_KEY, notes);
