import { grpcCaller } from './grpc-caller.ts';
import type { OrderSystem } from './order-system.ts';

const CHECK = {
  file: 'minisuite/operations/v1/invariants.proto',
  service: 'minisuite.operations.v1.InvariantService',
  method: 'CheckInvariants',
};
const DEADLINE_S = 120;
const OPERATOR = { 'x-operator-id': '1', 'x-operator-name': 'bench', 'x-roles': 'admin' };

interface Invariant {
  name: string;
  violations: string;
  examples: object[];
}

export interface InvariantCaller {
  /** Checks both services one after the other; answers the seconds, and throws when something is violated. */
  check(): Promise<number>;
  close(): void;
}

/** Has the books checked as an operator does. */
export function invariantCaller({ root, addresses, credential }: OrderSystem): InvariantCaller {
  const callers = (['order', 'payment'] as const).map((app) =>
    grpcCaller({ root, address: addresses[app], credential }, CHECK, DEADLINE_S),
  );
  return {
    check: async () => {
      const begin = performance.now();
      for (const caller of callers) {
        const { invariants } = (await caller.call({}, OPERATOR)) as { invariants: Invariant[] };
        const violated = invariants.filter(({ violations }) => violations !== '0');
        if (violated.length === 0 && invariants.length > 0) continue;
        const told = violated.map(({ name, violations, examples }) => ({
          name,
          violations,
          examples: examples.slice(0, 3),
        }));
        throw new Error(`invariants are violated: ${JSON.stringify(told)}`);
      }
      return (performance.now() - begin) / 1000;
    },
    close: () => {
      for (const caller of callers) caller.close();
    },
  };
}
