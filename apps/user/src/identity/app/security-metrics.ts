import { Counter, metrics } from '@minisuite/service';

const events = new Counter({
  name: 'minisuite_user_security_events_total',
  help: 'What a security reviewer wants to see: refresh_token_reused ended a session, refresh_answer_repeated did not.',
  labelNames: ['event'],
  registers: [metrics()],
});

export function countSecurityEvent(event: 'refresh_token_reused' | 'refresh_answer_repeated'): void {
  events.inc({ event });
}
