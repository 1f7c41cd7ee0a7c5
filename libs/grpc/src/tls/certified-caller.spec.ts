import type { ServerUnaryCall } from '@grpc/grpc-js';
import { expect, it, jest } from '@jest/globals';
import { certifiedCaller } from './certified-caller.js';

type Call = ServerUnaryCall<unknown, unknown>;

function callOf(name: string, session?: object) {
  const subjectaltname = `URI:spiffe://minisuite/${name}`;
  const getAuthContext = jest.fn(() => ({ sslPeerCertificate: { subjectaltname } }));
  const call = { getAuthContext, ...(session && { call: { stream: { session } } }) } as unknown as Call;
  return { call, getAuthContext };
}

it('decodes the certificate of a connection once', () => {
  const [first, second] = [{}, {}];
  const gateway = callOf('gateway', first);
  expect([1, 2, 3].map(() => certifiedCaller(gateway.call))).toEqual(['gateway', 'gateway', 'gateway']);
  expect(gateway.getAuthContext).toHaveBeenCalledTimes(1);
  expect(certifiedCaller(callOf('order', second).call)).toBe('order');
  const stranger = callOf('console', {});
  expect([1, 2].map(() => certifiedCaller(stranger.call))).toEqual([undefined, undefined]);
  expect(stranger.getAuthContext).toHaveBeenCalledTimes(1);
});

it('asks each time when it does not find the connection', () => {
  expect(certifiedCaller(callOf('gateway').call)).toBe('gateway');
  expect(certifiedCaller(callOf('order').call)).toBe('order');
});
