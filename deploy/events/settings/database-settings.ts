import { Failure } from '../../local/process/failure.ts';
import { SERVICES, type ServiceName } from '../../local/system/app-ports.ts';
import { schemaName } from '../../local/system/schemas.ts';
import { CREDENTIALS, type LocalFiles } from './local-files.ts';

/** Where the schema of a service is. */
export interface DatabaseSettings {
  readonly service: ServiceName;
  readonly url: string;
  /** The variable or the file that says so. */
  readonly from: string;
}

/** The variable that names the schema of a service. */
export const databaseVariable = (service: ServiceName): string => `DATABASE_URL_${service.toUpperCase()}`;

/** The schemas that are known, each from the environment, else from `npm start`. */
export function databaseSettings(env: NodeJS.ProcessEnv, local: LocalFiles): DatabaseSettings[] {
  const known = SERVICES.flatMap((service) => {
    const variable = databaseVariable(service);
    const [url, from] = env[variable]
      ? [env[variable], variable]
      : [local.mysql?.[schemaName(service)] ?? '', CREDENTIALS];
    return url ? [{ service, url, from }] : [];
  });
  if (known.length === 0) {
    const variables = SERVICES.map(databaseVariable).join(', ');
    throw new Failure(
      `It is not known where the services' MySQL is: start the system with npm start, or set ${variables}.`,
    );
  }
  const odd = known.find(({ url }) => URL.parse(url)?.protocol !== 'mysql:');
  if (odd) throw new Failure(`${odd.from} must be like mysql://user:password@host:port/schema.`);
  return known;
}
