import type { PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { checked } from './control-body.pipe.js';

/** Checks a query string; throws DomainError naming each parameter that is wrong. */
export class ControlQuery<S extends z.ZodType> implements PipeTransform<unknown, z.infer<S>> {
  constructor(private readonly schema: S) {}

  transform(query: unknown): z.infer<S> {
    return checked(this.schema, query);
  }
}
