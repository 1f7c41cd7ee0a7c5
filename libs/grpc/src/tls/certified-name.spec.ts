import { expect, it } from '@jest/globals';
import { certifiedName } from './certified-name.js';

it.each([
  ['URI:spiffe://minisuite/order', 'order'],
  ['DNS:localhost, URI:spiffe://minisuite/gateway, IP Address:127.0.0.1', 'gateway'],
])('%s names %s', (subjectAltName, name) => {
  expect(certifiedName(subjectAltName)).toBe(name);
});

it.each([
  undefined,
  '',
  'DNS:order',
  'DNS:spiffe://minisuite/order',
  'URI:spiffe://minisuite/console',
  'URI:spiffe://minisuite/order/x',
  'URI:spiffe://elsewhere/order',
  'URI:https://minisuite/order',
  'URI:spiffe://minisuite/Order',
  'DNS:"x, URI:spiffe://minisuite/order"',
  'URI:"spiffe://minisuite/order\\u0000"',
  'URI:spiffe://minisuite/order, URI:spiffe://minisuite/gateway',
])('%j names no process of ours', (subjectAltName) => {
  expect(certifiedName(subjectAltName)).toBeUndefined();
});
