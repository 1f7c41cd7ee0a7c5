import type { ServiceName } from '@minisuite/grpc';
import { DomainError, isDomainError } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { Logger } from '@nestjs/common';

export const SERVICES = ['user', 'order', 'payment', 'message'] as const satisfies readonly ServiceName[];

export interface Answered<A, S extends ServiceName = ServiceName> {
  readonly service: S;
  readonly answer: A;
}

type Each<C> = Readonly<Record<ServiceName, C>>;
type NameIn<T> = Extract<keyof T, ServiceName>;
type Ask<C, A> = (client: C) => Promise<A>;

const logger = new Logger('Admin');

/** Asks all services that have a client at once, or the named one; those that are away or broken keep the others from nothing. */
export async function askEach<T extends Partial<Each<unknown>>, A>(
  clients: T,
  only: NameIn<T> | undefined,
  ask: Ask<T[NameIn<T>], A>,
): Promise<{ answers: Answered<A, NameIn<T>>[]; unavailable: NameIn<T>[] }> {
  const answers: Answered<A, NameIn<T>>[] = [];
  const unavailable: NameIn<T>[] = [];
  const askOne = async (service: NameIn<T>) => {
    try {
      answers.push({ service, answer: await ask(clients[service]) });
    } catch (error) {
      if (isRefusal(error)) throw error;
      logger.warn({ err: error, peer: service }, 'a service did not answer');
      unavailable.push(service);
    }
  };
  const all = SERVICES.filter((service): service is NameIn<T> & (typeof SERVICES)[number] => service in clients);
  await Promise.all((only ? [only] : all).map(askOne));
  return { answers, unavailable: all.filter((service) => unavailable.includes(service)) };
}

/**
 * The word of the one service that has a thing, as soon as it comes. Throws NOT_FOUND when none has it, and SERVICE_UNAVAILABLE
 * when one that may have it did not answer.
 */
export async function askOwner<C, A>(clients: Each<C>, ask: Ask<C, A>): Promise<Answered<A>> {
  const silent: ServiceName[] = [];
  const askOne = async (service: ServiceName): Promise<Answered<A> | DomainError> => {
    try {
      return { service, answer: await ask(clients[service]) };
    } catch (error) {
      if (isRefusal(error) && error.kind !== 'not_found') return error;
      if (!isRefusal(error)) {
        logger.warn({ err: error, peer: service }, 'a service did not answer');
        silent.push(service);
      }
      throw error;
    }
  };
  const word = await Promise.any(SERVICES.map(askOne)).catch(() => nowhere(silent));
  if (isDomainError(word)) throw word;
  return word;
}

/** Lets the calls of `work` take `ms` milliseconds at most, where their clients would wait longer. */
export function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const scope = RequestContext.current() ?? { requestId: RequestContext.requestId() };
  return RequestContext.run({ ...scope, deadline: Date.now() + ms }, work);
}

// Anything else is no answer: the service is away, too slow, too old to know the call, or broken.
function isRefusal(error: unknown): error is DomainError {
  return isDomainError(error) && error.kind !== 'unavailable' && error.kind !== 'timeout';
}

function nowhere(silent: readonly ServiceName[]): DomainError {
  if (silent.length === 0) return new DomainError('not_found', 'NOT_FOUND', 'No service has one with this id.');
  return new DomainError('unavailable', 'SERVICE_UNAVAILABLE', `It may be in ${silent.join(' or ')}.`);
}
