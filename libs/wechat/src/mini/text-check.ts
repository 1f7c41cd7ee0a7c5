import { z } from 'zod';

/** Where a text will stand (Mini Program "security.msgSecCheck", `scene`). */
export const TEXT_SCENES = { profile: 1, comment: 2, forum: 3, socialLog: 4 } as const;

/** What WeChat answers about a user who was not in the mini-program within the last two hours (Mini Program "security.msgSecCheck"). */
export const NOT_A_RECENT_USER = 61010;

/** A text of a user who was in the mini-program within the last two hours; at most 2500 characters. */
export interface CheckedText {
  readonly content: string;
  readonly scene: keyof typeof TEXT_SCENES;
  readonly openid: string;
  /** With the scene `profile` only. */
  readonly nickname?: string;
}

/** What WeChat suggests: to show it, to have a person look at it, or not to show it. */
export type TextSuggestion = 'pass' | 'review' | 'risky';

export const textCheckSchema = z.object({ result: z.object({ suggest: z.enum(['pass', 'review', 'risky']) }) });

/** The body of the call, version 2. */
export function textCheckBody({ content, scene, openid, nickname }: CheckedText): object {
  return { version: 2, content, scene: TEXT_SCENES[scene], openid, ...(nickname !== undefined && { nickname }) };
}
