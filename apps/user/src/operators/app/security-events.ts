import { Injectable, Logger } from '@nestjs/common';
import { countSecurityEvent, type SecurityEvent } from '../../identity/app/security-metrics.js';

type Event = Extract<SecurityEvent, `operator_${string}`>;

/** What a security reviewer wants to hear of operators, beside the audit log: a line and a count. */
@Injectable()
export class SecurityEvents {
  private readonly logger = new Logger('Operators');

  tell(security: Event, operatorId: string): void {
    countSecurityEvent(security);
    this.logger.warn({ security, operatorId }, 'The second factor of an operator');
  }
}
