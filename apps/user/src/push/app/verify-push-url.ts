import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { mustBeRecent, type RawPush } from '../domain/raw-push.js';
import { SignedPushes } from './ports.js';

@Injectable()
export class VerifyPushUrl {
  constructor(
    private readonly pushes: SignedPushes,
    private readonly clock: Clock,
  ) {}

  /** Throws PushRefused. */
  run(query: RawPush['query']): string {
    const echo = this.pushes.echoOf(query);
    mustBeRecent(query['timestamp'] ?? '', this.clock.now());
    return echo;
  }
}
