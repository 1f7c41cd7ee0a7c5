import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ERRORS } from '@minisuite/contracts';
import { adminCases } from './admin-cases.js';
import { type GatewayUnderTest, send, startGatewayUnderTest } from './gateway-under-test.js';
import { routeCases } from './route-cases.js';

interface Operation {
  tags?: string[];
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean; schema: Record<string, unknown> }[];
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
  responses: Record<
    string,
    { content?: Record<string, { schema: { $ref?: string; properties?: Record<string, unknown> } }> }
  >;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Record<string, unknown>>; securitySchemes: object };
}

let gateway: GatewayUnderTest;
let document: Document;
beforeAll(async () => {
  gateway = await startGatewayUnderTest();
  document = (await send(`${gateway.url}/openapi.json`, 'GET', { token: null })).json as unknown as Document;
});
afterAll(() => gateway.stop());

/** A path of the document, whatever its ids are called. */
const plain = (path: string) => path.replaceAll(/\{\w+\}/g, '{id}');
const operationOf = (route: string): Operation | undefined => {
  const [method = '', path = ''] = route.split(' ');
  const pattern = `/api/v1${path.replace(/\?.*/, '').replace(/\/\d+/g, '/{id}')}`;
  const [, methods] = Object.entries(document.paths).find(([known]) => plain(known) === pattern) ?? [];
  return methods?.[method.toLowerCase()];
};
const json = 'application/json';

describe('/openapi.json', () => {
  it.each([...routeCases, ...adminCases])(
    'describes $route with its answer in the envelope',
    ({ route, status = 200, body }) => {
      const operation = operationOf(route);
      const schema = operation?.responses[status]?.content?.[json]?.schema;
      expect(Object.keys(schema?.properties ?? {})).toEqual(['code', 'message', 'data', 'requestId']);
      expect(operation?.responses['400']?.content?.[json]?.schema).toEqual({ $ref: '#/components/schemas/Error' });
      const bodySchema = operation?.requestBody?.content[json]?.schema.$ref ?? '';
      expect(bodySchema.startsWith('#/components/schemas/')).toBe(Object.keys(body ?? {}).length > 0);
    },
  );

  it('says where a token is needed, and where an Idempotency-Key', () => {
    expect(operationOf('POST /orders')?.security).toEqual([{ bearer: [] }]);
    expect(operationOf('GET /products')?.security).toBeUndefined();
    expect(operationOf('POST /orders')?.parameters).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
    );
    expect(operationOf('POST /orders')?.responses).toMatchObject({
      201: {},
      401: {},
      404: {},
      409: {},
      422: {},
      503: {},
    });
  });

  it.each(adminCases)('says that $route is for operators', ({ route, open }) => {
    const operation = operationOf(route);
    expect(operation?.tags).toEqual(['admin']);
    expect(operation?.security).toEqual(open ? undefined : [{ operator: [] }]);
    expect(operation?.responses['403'] !== undefined).toBe(route !== 'POST /admin/auth/login');
  });

  it('knows no route below /admin that is not told here', () => {
    const told = adminCases.map(({ route }) => route.replace(/\?.*/, '').replace(/\/\d+/g, '/{id}'));
    const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/v1/admin/'));
    const known = paths.flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${plain(path).slice('/api/v1'.length)}`),
    );
    expect(known.toSorted()).toEqual(told.toSorted());
  });

  it('says what the schemas check', () => {
    const { schemas } = document.components;
    expect(schemas['PlaceOrder']).toMatchObject({
      additionalProperties: false,
      required: ['items'],
      properties: {
        items: {
          minItems: 1,
          maxItems: 50,
          items: { properties: { quantity: { type: 'integer', minimum: 1, maximum: 99 } } },
        },
      },
    });
    expect(schemas['Error']).toMatchObject({ properties: { reason: { enum: Object.keys(ERRORS) } } });
    const limit = operationOf('GET /orders')?.parameters?.find(({ name }) => name === 'limit');
    expect(limit).toMatchObject({
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 100 },
    });
  });

  it('says how a body can be wrong, and nothing of bodies where there are none', () => {
    expect(operationOf('POST /orders')?.responses).toMatchObject({ 413: {}, 415: {} });
    expect(operationOf('POST /auth/logout')).not.toHaveProperty('requestBody');
  });

  it('leaves room for further fields in answers', () => {
    expect(document.components.schemas['Order']).not.toHaveProperty('additionalProperties');
  });

  it('refers to nothing that is not there', () => {
    const refs = JSON.stringify(document).match(/"#\/[^"]+"/g) ?? [];
    expect(refs.length).toBeGreaterThan(30);
    for (const ref of new Set(refs)) {
      const [, , , name = ''] = JSON.parse(ref).split('/') as string[];
      expect([ref, name in document.components.schemas]).toEqual([ref, true]);
    }
  });
});

describe('/docs', () => {
  it.each(['/docs', '/docs/swagger-ui-bundle.js', '/docs/swagger-ui.css', '/docs/swagger-ui-init.js'])(
    '%s is served under the policy',
    async (path) => {
      const answer = await send(`${gateway.url}${path}`, 'GET', { token: null });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(/^<script>/m.test(answer.text)).toBe(false);
    },
  );
});
