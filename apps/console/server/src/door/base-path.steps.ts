// Before the routes: takes the base path off, and refuses who calls us by a name that is not ours.
import { HttpProblem } from '@offline-push/service-kit';
import type { NextFunction, Request, Response } from 'express';
import type { Address } from './address';

export const atOurAddress =
  (address: Address) =>
  (request: Request, _: Response, next: NextFunction): void => {
    if (!address.isOurs(request.headers))
      throw new HttpProblem(421, 'wrong-host', 'The console is at 127.0.0.1 alone.');
    request.url = address.withoutBase(request.url);
    next();
  };
