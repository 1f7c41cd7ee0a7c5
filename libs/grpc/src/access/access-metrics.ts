import { Counter, metrics } from '@minisuite/service';

/** More than a few mean that a process was given the wrong certificate, or that somebody looks around inside. */
export const callersRefused = new Counter({
  name: 'minisuite_rpc_callers_refused_total',
  help: 'Calls by a process that may not call this rpc, by rpc and caller.',
  labelNames: ['rpc', 'caller'],
  registers: [metrics()],
});
