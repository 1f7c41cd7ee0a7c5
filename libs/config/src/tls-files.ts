import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';

/** Where the certificate of a process, its key and the authorities that it trusts are. */
export interface TlsFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** What is in them, in PEM. */
export type TlsTexts = TlsFiles;

/** The variables that name them; all or none are set. */
export const tlsEnv = () => ({
  GRPC_TLS_CA_FILE: z.string().optional(),
  GRPC_TLS_CERT_FILE: z.string().optional(),
  GRPC_TLS_KEY_FILE: z.string().optional(),
});

/** The files of `tlsEnv`, or undefined when calls between services are not encrypted. */
export function tlsFiles(env: z.infer<z.ZodObject<ReturnType<typeof tlsEnv>>>): TlsFiles | undefined {
  const { GRPC_TLS_CA_FILE: ca, GRPC_TLS_CERT_FILE: cert, GRPC_TLS_KEY_FILE: key } = env;
  return ca && cert && key ? { ca, cert, key } : undefined;
}

const NAMES = { ca: 'GRPC_TLS_CA', cert: 'GRPC_TLS_CERT', key: 'GRPC_TLS_KEY' } as const;
const KINDS = ['ca', 'cert', 'key'] as const;

/** What is wrong with the files that the environment names; `values` has their texts. */
export function tlsFaults(values: Readonly<Record<string, string>>, unreadable: ReadonlySet<string>): string[] {
  const missing = KINDS.filter((kind) => !values[`${NAMES[kind]}_FILE`]);
  if (missing.length === KINDS.length) return [];
  const faults = missing.map((kind) => `${NAMES[kind]}_FILE: is missing; all three GRPC_TLS files are set, or none`);
  for (const kind of KINDS) if (unreadable.has(NAMES[kind])) faults.push(`${NAMES[kind]}_FILE: cannot be read`);
  if (faults.length > 0) return faults;
  const [ca = '', cert = '', key = ''] = KINDS.map((kind) => values[NAMES[kind]] ?? '');
  const fault = certificateFault({ ca, cert, key });
  return fault ? [`${NAMES[fault.in]}_FILE: ${fault.message}`] : [];
}

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Why the texts of the three files cannot be used together; undefined when they can. Never shows any of them. */
export function certificateFault(
  { ca, cert, key }: TlsTexts,
  now: Date = new Date(),
): { readonly in: keyof TlsTexts; readonly message: string } | undefined {
  const authorities = certificatesIn(ca);
  if (!authorities) return { in: 'ca', message: 'must hold certificates in PEM' };
  const unfit = keyPairFault({ cert, key }, now);
  if (unfit) return unfit;
  const [own, ...between] = certificatesIn(cert) ?? [];
  const isTrusted = [...between, ...authorities].some((by) => own?.checkIssued(by) && own.verify(by.publicKey));
  return isTrusted ? undefined : { in: 'cert', message: 'holds a certificate of none of the authorities' };
}

/** Why a certificate in PEM and a key cannot be shown to clients; undefined when they can. Never shows any of them. */
export function keyPairFault(
  { cert, key }: Omit<TlsTexts, 'ca'>,
  now: Date = new Date(),
): { readonly in: 'cert' | 'key'; readonly message: string } | undefined {
  const [own] = certificatesIn(cert) ?? [];
  if (!own) return { in: 'cert', message: 'must hold a certificate in PEM' };
  if (!fits(own, key)) return { in: 'key', message: 'is not the private key of the certificate' };
  return new Date(own.validTo) <= now ? { in: 'cert', message: 'holds a certificate that has expired' } : undefined;
}

function certificatesIn(pem: string): X509Certificate[] | undefined {
  try {
    const blocks = pem.match(BLOCK) ?? [];
    return blocks.length > 0 ? blocks.map((block) => new X509Certificate(block)) : undefined;
  } catch {
    return undefined;
  }
}

function fits(certificate: X509Certificate, key: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
