import { DomainError, type ErrorDetail } from '@minisuite/kernel';
import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';

type Result = Awaited<ReturnType<NonNullable<ArgumentMetadata['schema']>['~standard']['validate']>>;
type Issue = NonNullable<Result['issues']>[number];

const MAX_DETAILS = 20;

/** Checks bodies, queries and path parameters by their schemas; a refusal names each wrong field like `items.0.quantity`. */
export class ValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    if (!metadata.schema) return value;
    const result = await metadata.schema['~standard'].validate(value);
    if (!result.issues) return result.value as T;
    const root = metadata.data === undefined ? [] : [metadata.data];
    const details = result.issues.flatMap((issue) => detailsOf(issue, root)).slice(0, MAX_DETAILS);
    throw new DomainError('invalid', 'VALIDATION_FAILED', 'The request is not valid.', details);
  }
}

// zod reports unknown fields at the object that has them, in a property beyond the standard.
function detailsOf(issue: Issue & { keys?: unknown }, root: readonly string[]): ErrorDetail[] {
  const path = [...root, ...(issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part))];
  if (Array.isArray(issue.keys)) {
    return issue.keys
      .slice(0, MAX_DETAILS)
      .map((key) => ({ path: [...path, String(key)].join('.'), message: 'is not known' }));
  }
  return [{ path: path.join('.'), message: issue.message }];
}
