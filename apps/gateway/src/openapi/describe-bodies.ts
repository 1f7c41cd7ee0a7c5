import { ERRORS, type Reason } from '@minisuite/contracts';
import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['post']>;

const FAULTS: readonly Reason[] = ['MALFORMED_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];
const JSON_TYPE = 'application/json';

/** Takes the empty bodies out of the document, and adds how a body can be wrong before any schema sees it, also one that nobody asked for. */
export function describeBodies(document: OpenAPIObject): OpenAPIObject {
  for (const item of Object.values(document.paths)) {
    for (const operation of [item.post, item.put, item.patch, item.delete]) {
      if (!operation) continue;
      leaveOutEmptyBody(operation);
      // Webhooks answer in WeChat's form.
      if (!operation.tags?.includes('webhooks')) for (const reason of FAULTS) addFault(operation, reason);
    }
  }
  return document;
}

function leaveOutEmptyBody(operation: Operation): void {
  if (!operation.requestBody || !('content' in operation.requestBody)) return;
  const schema = operation.requestBody.content[JSON_TYPE]?.schema;
  if (
    schema &&
    !('$ref' in schema) &&
    schema.additionalProperties === false &&
    Object.keys(schema.properties ?? {}).length === 0
  ) {
    delete operation.requestBody;
  }
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
