import { type ApiKeyScope, ERRORS, type Reason } from '@minisuite/contracts';
import { applyDecorators, HttpCode } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiSecurity } from '@nestjs/swagger';
import { z } from 'zod';
import { ForPartners } from '../auth/partner-scope.js';
import { OptionalToken, Public } from '../auth/public.js';
import { type Permission, Permitted } from '../auth/permissions.js';
import type { RouteClass } from '../limits/budgets.js';
import { CountsAs } from '../limits/route-class.js';

/** What a route is, for the router, the guard and the document alike. */
export interface OperationOptions {
  readonly summary: string;
  readonly description?: string;
  /** The schema of `data`. */
  readonly answers: z.ZodType;
  readonly status?: 200 | 201 | 202;
  /** Open to callers without a token. */
  readonly public?: boolean;
  /** Open to them too, but knows the user of a token. */
  readonly optionalToken?: boolean;
  /** For operators; every route below /admin that is not public says what they need. */
  readonly permission?: Permission;
  /** For systems of partners; every route below /partner says what their key needs. */
  readonly scope?: ApiKeyScope;
  /** Needs an Idempotency-Key; takes from the budget `money`, if nothing else is said. */
  readonly idempotent?: boolean;
  /** Asks WeChat on the way, so it is not too much to do when answers take long. */
  readonly waitsForWechat?: boolean;
  /** Which budget it takes from, if not `read` or `write`. */
  readonly countsAs?: RouteClass;
  /** Reasons beyond those that any such route may give. */
  readonly refuses?: readonly Reason[];
}

const ALWAYS: readonly Reason[] = [
  'VALIDATION_FAILED',
  'RATE_LIMITED',
  'INTERNAL',
  'SERVICE_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
];
const BAD_TOKEN: readonly Reason[] = ['TOKEN_INVALID', 'TOKEN_EXPIRED', 'SESSION_REVOKED'];
const LOGGED_IN: readonly Reason[] = ['TOKEN_MISSING', ...BAD_TOKEN];
const WITH_API_KEY: readonly Reason[] = [
  'TOKEN_MISSING',
  'TOKEN_INVALID',
  'TOKEN_EXPIRED',
  'IP_NOT_ALLOWED',
  'FORBIDDEN',
];
const WITH_KEY: readonly Reason[] = [
  'IDEMPOTENCY_KEY_REQUIRED',
  'IDEMPOTENCY_KEY_IN_PROGRESS',
  'IDEMPOTENCY_KEY_REUSED',
];

/** Declares a route: its answers in the document, its status, and who may call it. */
export function Operation(options: OperationOptions): MethodDecorator {
  const { summary, description, answers, status = 200, idempotent, waitsForWechat } = options;
  const countsAs = options.countsAs ?? (idempotent ? 'money' : undefined);
  const envelope = z.object({
    code: z.literal(0),
    message: z.literal('success'),
    data: answers,
    requestId: z.string(),
  });
  return applyDecorators(
    HttpCode(status),
    ApiOperation({ summary, ...(description !== undefined && { description }) }),
    ApiResponse({ status, description: summary, standardSchema: envelope }),
    ...errorResponses(reasonsOf(options)),
    ...callers(options),
    ...(idempotent ? [KEY_HEADER] : []),
    ...(countsAs ? [CountsAs(countsAs)] : []),
    ...(waitsForWechat ? [RouteConfig({ waitsForWechat })] : []),
  );
}

function callers({ public: open, optionalToken, permission, scope }: OperationOptions): MethodDecorator[] {
  if (optionalToken) return [Public(), OptionalToken(), ApiSecurity({}), ApiBearerAuth('bearer')];
  if (open) return [Public()];
  if (scope) return [ForPartners(scope), ApiSecurity('api-key')];
  return permission ? [Permitted(permission), ApiBearerAuth('operator')] : [ApiBearerAuth('bearer')];
}

const KEY_HEADER = ApiHeader({
  name: 'Idempotency-Key',
  required: true,
  description:
    'Chosen by the client for one intent and sent again with each retry of it; the first answer is kept for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
  example: '8e03978e-40d5-43e8-bc93-6894a57f9324',
});

function reasonsOf(options: OperationOptions): Reason[] {
  return [
    ...new Set([
      ...ALWAYS,
      ...(options.public ? [] : options.scope ? WITH_API_KEY : LOGGED_IN),
      ...(options.optionalToken ? BAD_TOKEN : []),
      ...(options.permission ? (['FORBIDDEN'] as const) : []),
      ...(options.idempotent ? WITH_KEY : []),
      ...(options.refuses ?? []),
    ]),
  ];
}

function errorResponses(reasons: readonly Reason[]): MethodDecorator[] {
  const byStatus = Map.groupBy(reasons, (reason) => ERRORS[reason].status);
  return [...byStatus].map(([status, same]) =>
    ApiResponse({
      status,
      description: same.map((reason) => `\`${reason}\`: ${ERRORS[reason].en}`).join('\n\n'),
      standardSchema: errorSchema,
    }),
  );
}

const errorSchema = z
  .object({
    code: z.int().meta({ example: 40001 }),
    message: z.string().meta({ description: 'For people: Chinese when Accept-Language prefers it, else English.' }),
    reason: z
      .enum(Object.keys(ERRORS) as [Reason, ...Reason[]])
      .meta({ description: 'Stable; what clients branch on.' }),
    details: z.array(
      z.object({
        path: z.string().meta({ example: 'items.0.quantity' }),
        message: z.string().meta({ example: 'is too big' }),
      }),
    ),
    requestId: z.string(),
  })
  .meta({ id: 'Error' });
