// What an operation is for, in the words of its handler. Body and query are taken from @ValidBody and @ValidQuery unless given here.
import { SetMetadata } from '@nestjs/common';
import type { TObject, TSchema } from '@sinclair/typebox';
import type { HeaderNote } from './known-headers';

export interface OperationNotes {
  /** One sentence. */
  readonly summary: string;
  /** Whatever else a caller should know, in Markdown. */
  readonly details?: string;
  /** Stands for what @ValidBody checks, where the document can say more, for instance each vendor's fields. */
  readonly body?: TSchema;
  readonly query?: TObject;
  readonly response?: TSchema;
  /** Of the good answer. Default: 201 for POST, 200 otherwise, or what @HttpCode says. */
  readonly status?: number;
  /** Headers that a caller sends, beside the key and the content type. */
  readonly sends?: readonly HeaderNote[];
  /** Headers of the good answer that a caller needs. */
  readonly answers?: readonly HeaderNote[];
  /** Name → body as it may be sent. */
  readonly bodyExamples?: Readonly<Record<string, unknown>>;
  readonly responseExample?: unknown;
  /** Refusals beside those that every route has: status → code and when. */
  readonly problems?: Readonly<Record<number, string>>;
}

export const OPERATION_KEY = 'offline-push:operation';

/** Feeds the OpenAPI document. */
export const Operation = (notes: OperationNotes) => SetMetadata(OPERATION_KEY, notes);
