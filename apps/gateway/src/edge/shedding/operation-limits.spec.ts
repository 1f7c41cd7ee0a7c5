import { describe, expect, it } from '@jest/globals';
import { operationName } from './operation-limits.js';

describe('the name of an operation', () => {
  it.each([
    ['GET', '/api/v1/products', 'GET /products'],
    ['GET', '/api/v1/products?limit=20&cursor=a/1', 'GET /products'],
    ['GET', '/api/v1/products/17', 'GET /products/:id'],
    ['POST', '/api/v1/orders/17/payments', 'POST /orders/:id/payments'],
    ['DELETE', '/api/v1/auth/sessions/0f8fad5b-d9cb-469f-a165-70867728950e', 'DELETE /auth/sessions/:id'],
    ['GET', '/api/v1/admin/reconciliations/2026-11-27', 'GET /admin/reconciliations/:id'],
    ['GET', '/api/v1/users/me', 'GET /users/me'],
    ['GET', '/', 'GET /'],
  ])('is that of its pattern: %s %s', (method, path, name) => {
    expect(operationName(method, path)).toBe(name);
  });

  it('is the same for the pattern itself, whatever its id is called', () => {
    const path = '/api/v1/admin/shipping-reports/17/retry';
    expect(operationName('POST', '/api/v1/admin/shipping-reports/:orderId/retry')).toBe(operationName('POST', path));
  });
});
