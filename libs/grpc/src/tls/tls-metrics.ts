import { Gauge, metrics } from '@minisuite/service';

/** For an alarm some days before. */
export const certificateEnds = new Gauge({
  name: 'minisuite_grpc_certificate_ends_seconds',
  help: 'When the certificate that this process presents to others expires, in seconds since 1970.',
  labelNames: ['of'],
  registers: [metrics()],
});
