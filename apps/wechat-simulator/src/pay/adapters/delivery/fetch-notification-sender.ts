import { NotificationSender, type SendResult } from '../../app/ports.js';

const TIMEOUT_MS = 5_000;

/** Real time, whatever the simulated clock says: the merchant's server answers in real time. */
export class FetchNotificationSender extends NotificationSender {
  override async send(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<SendResult> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: { ...headers, 'content-type': 'application/json', accept: '*/*', 'user-agent': 'Mozilla/4.0' },
        redirect: 'manual',
        signal: timeout,
      });
      // An answer counts when it is complete, and reading it frees the connection for the next one.
      await response.arrayBuffer();
      return { httpStatus: response.status };
    } catch (error) {
      return { error: timeout.aborted ? 'no answer within 5 s' : reasonOf(error) };
    }
  }
}

/** `fetch` hides what happened in the cause of its TypeError. */
function reasonOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  const { code, message } = cause as { code?: string; message?: string };
  return code ?? message ?? 'failed';
}
