import { collectDefaultMetrics, register, type Registry } from 'prom-client';

export { Counter, Gauge, Histogram } from 'prom-client';

let collecting = false;

/** The registry of the process; default process metrics (event-loop lag, memory, GC) are collected from the first call on. */
export function metrics(): Registry {
  if (!collecting) {
    collecting = true;
    collectDefaultMetrics({ register });
  }
  return register;
}
