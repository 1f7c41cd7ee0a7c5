import type { TlsFiles } from '@minisuite/config';
import type { CallerName } from './access/rpc-rules.js';

/** Who a process is to the services that it calls, and what it presents to them. */
export interface GrpcIdentity {
  readonly name: CallerName;
  readonly credential: string;
  /** Its certificate. Without one, calls are not encrypted and the process only says who it is. */
  readonly tls?: TlsFiles | undefined;
}
