import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { convertSchema } from './convert-schema.js';
import { describeBodies } from './describe-bodies.js';

/** The REST contract, generated from the schemas that the routes check by. */
export function createDocument(app: INestApplication): OpenAPIObject {
  const head = new DocumentBuilder()
    .setTitle('Minisuite')
    .setDescription(
      'The back end of a WeChat mini-program. Every answer is `{code, message, data, requestId}`; a refusal has a stable `reason` instead of `data`. ' +
        'Money is integer fen, ids are decimal strings, times are ISO 8601 UTC with milliseconds.',
    )
    .setVersion('1.0.0')
    .addServer('/')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The access token of a login.' },
      'bearer',
    )
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The access token of an operator.' },
      'operator',
    )
    .addApiKey(
      { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: "The key of a partner's system." },
      'api-key',
    )
    .build();
  const document = SwaggerModule.createDocument(app, head, {
    standardSchemaConverter: convertSchema,
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  return describeBodies(document);
}
