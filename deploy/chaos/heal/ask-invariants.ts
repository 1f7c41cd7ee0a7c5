import type { Verdict } from '../checks/books.ts';
import type { Operator } from '../operator/operator.ts';

interface Invariants {
  ok: boolean;
  invariants: {
    service: string;
    name: string;
    checked: number;
    violations: number;
    examples: { id: string; problem: string }[];
  }[];
  unavailable: string[];
}

/** What the system says of itself. */
export async function askInvariants(operator: Operator): Promise<Verdict> {
  const name = 'the system finds its invariants kept';
  const answer = await operator.ask('GET', '/invariants');
  if (answer?.status !== 200) {
    return {
      name,
      checked: 0,
      problems: [`GET /admin/invariants answers ${answer?.status ?? 'nothing'} ${answer?.reason ?? ''}`],
    };
  }
  const { invariants, unavailable } = answer.data as Invariants;
  const problems = invariants.flatMap(({ service, name: which, violations, examples }) => {
    if (violations === 0) return [];
    const few = examples.slice(0, 3).map(({ id, problem }) => `${id} ${problem}`);
    return [`${service} ${which}: ${violations} violations, ${few.join('; ')}`];
  });
  return {
    name,
    checked: invariants.length,
    figure: invariants.map((each) => each.checked).reduce((total, each) => total + each, 0) + ' things',
    problems: [...problems, ...unavailable.map((service) => `${service} does not answer`)],
  };
}
