import { type Answer, dataOf } from './http.ts';
import type { Story } from './story.ts';

/** Who may log in as the operator. */
export interface Credentials {
  username: string;
  password: string;
}

const SKIPPED = 'skipped: needs an operator, and OPERATOR_PASSWORD is not set or not right for this system';

/** Does a step as the operator, or tells that it is skipped when nobody can be. */
export function asOperator(step: (story: Story, operator: Operator) => Promise<string[]>) {
  return async (story: Story): Promise<string[]> => {
    if (story.operator === undefined) story.operator = await logIn(story);
    return story.operator ? await step(story, story.operator) : [SKIPPED];
  };
}

export class Operator {
  readonly #story: Story;
  readonly #token: string;

  constructor(story: Story, token: string) {
    this.#story = story;
    this.#token = token;
  }

  call(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.#story.api.call(method, `/admin${path}`, { token: this.#token, body });
  }
}

async function logIn(story: Story): Promise<Operator | null> {
  if (!story.credentials) return null;
  const answer = await story.api.call('POST', '/admin/auth/login', { body: story.credentials });
  if (answer.body.reason === 'CREDENTIALS_INVALID') return null;
  return new Operator(story, dataOf<{ accessToken: string }>(answer).accessToken);
}
