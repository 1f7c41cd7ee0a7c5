import { Counter, Gauge, metrics } from '@minisuite/service';

const registers = [metrics()];

/** 1 from the moment a service is taken for away until a call to it succeeds again. */
export const breakerOpen = new Gauge({
  name: 'minisuite_grpc_breaker_open',
  help: 'Whether calls to a service are refused, because it was away or too slow: 1, or 0.',
  labelNames: ['target'],
  registers,
});

/** Calls that were not sent. */
export const callsRefused = new Counter({
  name: 'minisuite_grpc_calls_refused_total',
  help: 'Calls to a service that were not sent, by why: open (it is away) or full (it has too many already).',
  labelNames: ['target', 'why'],
  registers,
});
