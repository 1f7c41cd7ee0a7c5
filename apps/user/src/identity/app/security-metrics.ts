import { Counter, metrics } from '@minisuite/service';

const events = new Counter({
  name: 'minisuite_user_security_events_total',
  help: 'What a security reviewer wants to see: refresh_token_reused ended a session, refresh_answer_repeated did not; operator_* are about second factors.',
  labelNames: ['event'],
  registers: [metrics()],
});

export type SecurityEvent =
  | 'refresh_token_reused'
  | 'refresh_answer_repeated'
  | 'operator_totp_on'
  | 'operator_totp_off'
  | 'operator_totp_reset'
  | 'operator_code_wrong';

export function countSecurityEvent(event: SecurityEvent): void {
  events.inc({ event });
}
