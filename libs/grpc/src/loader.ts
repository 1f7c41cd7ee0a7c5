import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Options } from '@grpc/proto-loader';

/** The packages and their files below `proto/`. */
export const PACKAGES = {
  user: {
    name: 'minisuite.user.v1',
    files: [
      'minisuite/user/v1/user.proto',
      'minisuite/user/v1/operator.proto',
      'minisuite/user/v1/user_admin.proto',
      'minisuite/user/v1/content.proto',
      'minisuite/user/v1/api_key.proto',
      'minisuite/user/v1/push.proto',
    ],
  },
  order: {
    name: 'minisuite.order.v1',
    files: ['minisuite/order/v1/order.proto', 'minisuite/order/v1/assortment.proto', 'minisuite/order/v1/review.proto'],
  },
  payment: {
    name: 'minisuite.payment.v1',
    files: [
      'minisuite/payment/v1/payment.proto',
      'minisuite/payment/v1/refund.proto',
      'minisuite/payment/v1/reconciliation.proto',
      'minisuite/payment/v1/shipping.proto',
    ],
  },
  message: { name: 'minisuite.message.v1', files: ['minisuite/message/v1/message.proto'] },
  operations: {
    name: 'minisuite.operations.v1',
    files: [
      'minisuite/operations/v1/audit.proto',
      'minisuite/operations/v1/dead_letters.proto',
      'minisuite/operations/v1/invariants.proto',
    ],
  },
} satisfies Record<string, { name: string; files: string[] }>;

/** The short name of a package. */
export type PackageName = keyof typeof PACKAGES;

/** The short name of a service, and of its own package. */
export type ServiceName = Exclude<PackageName, 'operations'>;

/** The folder `proto/`, looked for upwards from this file: it lies beside the sources and beside the built processes alike. */
export const PROTO_ROOT = findProtoRoot(dirname(fileURLToPath(import.meta.url)));

/** The only loader options with which messages look as the generated types say: zero values and empty arrays present, int64 as string, enums by name. */
export const LOADER_OPTIONS: Options = {
  longs: String,
  enums: String,
  defaults: true,
  arrays: true,
  includeDirs: [PROTO_ROOT],
};

function findProtoRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'proto');
    if (existsSync(join(candidate, 'minisuite'))) return candidate;
    if (folder === dirname(folder)) throw new Error(`no proto folder above ${from}`);
  }
}
