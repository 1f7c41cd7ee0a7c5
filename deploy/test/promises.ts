interface Report {
  testResults: { assertionResults: { ancestorTitles: string[]; title: string; status: string; duration?: number }[] }[];
}

interface Promised {
  subject: string;
  title: string;
  /** By transport: passed or not, and how long the proof took, in ms. */
  outcomes: Map<string, { passed: boolean; ms: number }>;
}

const SUITE = /^over (\w+): (.+)$/;

/** The promises that were tested over several transports, as a table; nothing when Jest's report has none. */
export function promisesTable(text: string): string {
  const promises = promisesIn(JSON.parse(text) as Report);
  if (promises.length === 0) return '';
  const transports = [...new Set(promises.flatMap(({ outcomes }) => [...outcomes.keys()]))].toSorted();
  const lines = promises.map(({ subject, title, outcomes }, index) => {
    const cells = transports.map((transport) => cellOf(outcomes.get(transport)).padStart(10));
    return `${String(index + 1).padStart(3)} ${cells.join('')}   ${subject}: ${title}`;
  });
  const head = `    ${transports.map((transport) => transport.padStart(10)).join('')}   promise`;
  const kept = transports.map((transport) => {
    const all = promises.flatMap(({ outcomes }) => outcomes.get(transport) ?? []);
    return `${all.filter(({ passed }) => passed).length} of ${all.length} kept over ${transport}`;
  });
  return [head, ...lines, kept.join(', ')].join('\n');
}

function promisesIn({ testResults }: Report): Promised[] {
  const promises = new Map<string, Promised>();
  for (const { ancestorTitles, title, status, duration = 0 } of testResults.flatMap((file) => file.assertionResults)) {
    const [, transport, subject] = SUITE.exec(ancestorTitles[0] ?? '') ?? [];
    if (!transport || !subject || status === 'pending') continue;
    const key = `${subject}: ${title}`;
    const promised = promises.get(key) ?? { subject, title, outcomes: new Map() };
    promised.outcomes.set(transport, { passed: status === 'passed', ms: duration });
    promises.set(key, promised);
  }
  return [...promises.values()].toSorted((a, b) => (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0));
}

function cellOf(outcome: { passed: boolean; ms: number } | undefined): string {
  if (!outcome) return '–';
  return `${outcome.passed ? '✔' : '✘'} ${(outcome.ms / 1000).toFixed(1)} s`;
}
