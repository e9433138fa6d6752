// What an operation is for, in the words of its handler. Body and query are taken from @ValidBody and @ValidQuery unless given here.
import { SetMetadata } from '@nestjs/common';
import type { TObject, TSchema } from '@sinclair/typebox';

export interface OperationNotes {
  /** One sentence. */
  readonly summary: string;
  readonly body?: TSchema;
  readonly query?: TObject;
  readonly response?: TSchema;
  /** Of the good answer. Default: 201 for POST, 200 otherwise, or what @HttpCode says. */
  readonly status?: number;
}

export const OPERATION_KEY = 'offline-push:operation';

/** Feeds the OpenAPI document. */
export const Operation = (notes: OperationNotes) => SetMetadata(OPERATION_KEY, notes);
