import { createHash } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import type { ApiKeyScope, userV1 } from '@minisuite/contracts';
import { DomainError, isDomainError } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiKeyClient } from '../clients/clients.js';
import { clientAddress } from '../limits/address-key.js';

/** A key, and from where it may be used; null from anywhere. */
interface Known extends userV1.AuthenticateApiKeyResponse {
  readonly allowed: BlockList | null;
}

// A key that was revoked is refused by every gateway within a second.
const REMEMBER_MS = 1000;
const MOST_REMEMBERED = 1000;
const KEY = /^msk_[\w-]{43}$/;

/** Tells by their key which system of a partner calls. */
@Injectable()
export class PartnerKeys {
  private readonly remembered = new Map<string, { readonly known: Promise<Known>; readonly until: number }>();

  constructor(private readonly apiKeys: ApiKeyClient) {}

  /**
   * The key that a request presents in X-Api-Key. Throws TOKEN_MISSING, TOKEN_INVALID, TOKEN_EXPIRED, IP_NOT_ALLOWED for a caller outside
   * its networks, and FORBIDDEN when it has not the scope.
   */
  async admit(request: FastifyRequest, scope: ApiKeyScope | undefined): Promise<Known> {
    const presented = request.headers['x-api-key'];
    if (presented === undefined || presented === '') {
      throw new DomainError('unauthenticated', 'TOKEN_MISSING', 'There is no key.');
    }
    if (typeof presented !== 'string' || !KEY.test(presented)) {
      throw new DomainError('unauthenticated', 'TOKEN_INVALID', 'That is no key.');
    }
    const known = await this.lookUp(createHash('sha256').update(presented).digest('hex'));
    if (known.allowed && !isIn(known.allowed, clientAddress(request))) {
      throw new DomainError('forbidden', 'IP_NOT_ALLOWED', 'The key may not be used from this address.');
    }
    if (scope === undefined || !known.scopes.includes(scope)) {
      throw new DomainError('forbidden', 'FORBIDDEN', 'The key is not good for this.');
    }
    return known;
  }

  private lookUp(hash: string): Promise<Known> {
    const found = this.remembered.get(hash);
    if (found && found.until > Date.now()) return found.known;
    const known = this.apiKeys
      .authenticateApiKey({ hash })
      .then((answer): Known => ({ ...answer, allowed: listOf(answer.networks) }));
    this.remember(hash, known);
    return known;
  }

  private remember(hash: string, known: Promise<Known>): void {
    this.remembered.delete(hash);
    this.remembered.set(hash, { known, until: Date.now() + REMEMBER_MS });
    const oldest = this.remembered.keys().next().value;
    if (this.remembered.size > MOST_REMEMBERED && oldest !== undefined) this.remembered.delete(oldest);
    // That nobody could tell is not remembered.
    known.catch((error: unknown) => {
      if (!isDomainError(error) || error.kind !== 'unauthenticated') this.remembered.delete(hash);
    });
  }
}

/** Null without networks: then everybody is within. */
function listOf(networks: readonly string[]): BlockList | null {
  if (networks.length === 0) return null;
  const allowed = new BlockList();
  for (const network of networks) {
    const [base = '', prefix] = network.split('/');
    if (prefix === undefined) allowed.addAddress(base, familyOf(base));
    else allowed.addSubnet(base, Number(prefix), familyOf(base));
  }
  return allowed;
}

function isIn(allowed: BlockList, address: string): boolean {
  return allowed.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
