import { ERRORS, type Reason } from '@minisuite/contracts';
import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['post']>;

const FAULTS: readonly Reason[] = ['MALFORMED_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];
const JSON_TYPE = 'application/json';

/** Takes the empty bodies out of the document, and adds to the others how a body can be wrong before any schema sees it. */
export function describeBodies(document: OpenAPIObject): OpenAPIObject {
  for (const { post, put } of Object.values(document.paths)) {
    for (const operation of [post, put]) if (operation) describe(operation);
  }
  return document;
}

function describe(operation: Operation): void {
  if (!operation.requestBody || !('content' in operation.requestBody)) return;
  const schema = operation.requestBody.content[JSON_TYPE]?.schema;
  if (
    schema &&
    !('$ref' in schema) &&
    schema.additionalProperties === false &&
    Object.keys(schema.properties ?? {}).length === 0
  ) {
    delete operation.requestBody;
    return;
  }
  for (const reason of FAULTS) addFault(operation, reason);
}

function addFault({ responses }: Operation, reason: Reason): void {
  const { status, en } = ERRORS[reason];
  const line = `\`${reason}\`: ${en}`;
  const known = responses[status];
  if (known && 'description' in known) known.description = `${known.description}\n\n${line}`;
  else
    responses[status] = {
      description: line,
      content: { [JSON_TYPE]: { schema: { $ref: '#/components/schemas/Error' } } },
    };
}
