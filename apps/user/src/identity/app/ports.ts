import type { AuditEntry } from '@minisuite/audit';
import { Transactions } from '@minisuite/database';
import type { Account, AccountStatus, WechatIdentity } from '../domain/account.js';
import type { PhoneNumber } from '../domain/phone-number.js';
import type { Profile, PublicProfile } from '../domain/profile.js';
import type { Session, SessionEnd, SessionState } from '../domain/session.js';
import type { TextScene, TextVerdict } from '../domain/text-check.js';
import type { ContentField, Unpublished } from '../domain/unpublished.js';

/** WeChat's word on who somebody is. Refuses with WechatCodeRefused or WechatUnavailable. */
export abstract class WechatUsers {
  abstract identify(loginCode: string): Promise<WechatIdentity>;
  /** The number behind a code of the phone button; a code of another user than `openid` is refused. */
  abstract phoneNumber(code: string, openid: string): Promise<PhoneNumber>;
}

/** WeChat's word on what others will see. Refuses with WechatUnavailable. */
export abstract class ContentCheck {
  /** Whether WeChat has a way to tell what it thinks of pictures. */
  abstract readonly looksAtPictures: boolean;
  abstract verdictOn(text: string, scene: TextScene, openid: string): Promise<TextVerdict>;
  /** The id under which WeChat will tell its verdict; null when it will not look at it any more. */
  abstract submitPicture(url: string, openid: string): Promise<string | null>;
}

/** Where pictures of users may lie. */
export abstract class AvatarHosts {
  abstract readonly names: readonly string[];
}

/** Thrown by Accounts.add when another login was first. */
export class OpenidTaken extends Error {}

export abstract class Accounts {
  abstract add(account: Account): Promise<void>;
  abstract find(id: string): Promise<Account | null>;
  abstract lock(id: string): Promise<Account | null>;
  abstract lockByOpenid(openid: string): Promise<Account | null>;
  abstract save(account: Account): Promise<void>;
}

export abstract class Sessions {
  abstract add(session: Session): Promise<void>;
  abstract lock(id: string): Promise<Session | null>;
  abstract save(session: Session): Promise<void>;
  abstract endAll(ownerId: string, reason: SessionEnd, now: Date): Promise<void>;
  /** The ids of an owner's sessions that have ended since a moment, by whatever reason. */
  abstract endedSince(ownerId: string, since: Date): Promise<string[]>;
}

/** What else is kept of a user: addresses, tokens, and on what devices they were. */
export abstract class Traces {
  abstract forget(userId: string): Promise<void>;
}

export interface Succession {
  readonly at: Date;
  /** Null for tokens from before salts were kept. */
  readonly salt: Buffer | null;
}

/** Changes to what nobody but its author sees. Those by id are false when another value has taken its place, or it was decided before. */
export abstract class Drafts {
  /** Takes the place of an earlier value of the field; WeChat is asked from now on. */
  abstract put(userId: string, draft: Pick<Unpublished, 'id' | 'field' | 'value'>, now: Date): Promise<void>;
  abstract drop(userId: string, fields: readonly ContentField[]): Promise<void>;
  abstract take(id: string): Promise<boolean>;
  abstract reject(id: string): Promise<boolean>;
  abstract noteSubmitted(id: string, traceId: string, nextAt: Date): Promise<boolean>;
  abstract postpone(id: string, attempts: number, nextAt: Date): Promise<boolean>;
}

/** Refresh tokens by the hash of their text. */
export abstract class RefreshTokens {
  abstract add(hash: Buffer, sessionId: string, now: Date): Promise<void>;
  abstract sessionOf(hash: Buffer): Promise<string | null>;
  /** False when it was superseded before: of several callers exactly one gets true. */
  abstract supersede(hash: Buffer, salt: Buffer, now: Date): Promise<boolean>;
  /** When and with which salt a token was superseded; null when it is still good. */
  abstract successionOf(hash: Buffer): Promise<Succession | null>;
}

/** What operators did, in the same transaction. */
export abstract class AuditTrail {
  abstract record(entry: AuditEntry): Promise<void>;
}

export interface IdentityRepositories {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly refreshTokens: RefreshTokens;
  readonly traces: Traces;
  readonly drafts: Drafts;
  readonly audit: AuditTrail;
}

export abstract class IdentityTransactions extends Transactions<IdentityRepositories> {}

export abstract class Profiles {
  abstract find(userId: string): Promise<Profile | null>;
  abstract findPublic(userIds: readonly string[]): Promise<PublicProfile[]>;
  abstract openidOf(userId: string): Promise<string | null>;
}

/** A draft about which WeChat has to be asked, again. */
export interface DueDraft extends Unpublished {
  readonly userId: string;
  /** While it waits how often WeChat could not be asked, afterwards how often it was submitted. */
  readonly attempts: number;
}

export abstract class DraftQueries {
  abstract of(userId: string): Promise<Unpublished[]>;
  /** The longest due first. */
  abstract due(now: Date, limit: number): Promise<DueDraft[]>;
  abstract submittedAs(traceId: string): Promise<DueDraft | null>;
}

export type LiveSession = Pick<SessionState, 'id' | 'device' | 'createdAt' | 'lastUsedAt' | 'expiresAt'>;

/** A user as operators see one. */
export interface UserCard {
  readonly profile: Profile;
  readonly status: AccountStatus;
  readonly updatedAt: Date;
}

export interface UserFilter {
  readonly status: AccountStatus | null;
  /** Without the country code. */
  readonly phone: string | null;
  readonly before: string | null;
}

export abstract class UserDirectory {
  /** Newest first. */
  abstract list(filter: UserFilter, count: number): Promise<UserCard[]>;
  abstract find(userId: string): Promise<UserCard | null>;
}

/** Accounts whose closing nobody has looked at since a moment, the longest first. */
export abstract class Closings {
  abstract due(before: Date, limit: number): Promise<string[]>;
}

/** Whether a user has orders that still move money or goods; refuses with an unavailable service's error when nobody can tell. */
export abstract class OpenOrders {
  abstract has(userId: string): Promise<boolean>;
}

/** Sessions that are neither ended nor expired. */
export abstract class LiveSessions {
  abstract list(userId: string, now: Date, before: string | null, count: number): Promise<LiveSession[]>;
}

/** Which doors an access token opens: those of a user, or those of an operator with these roles. */
export type Bearer =
  { readonly typ: 'access' } | { readonly typ: 'operator'; readonly name: string; readonly roles: readonly string[] };

export interface AccessClaims {
  readonly bearer: Bearer;
  readonly subject: string;
  readonly sessionId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

export abstract class AccessTokens {
  abstract sign(claims: AccessClaims): string;
}

/** Makes refresh tokens; only the hash is kept, so that a stolen table opens no session. */
export abstract class RefreshTokenSecrets {
  abstract create(): { token: string; hash: Buffer };
  /** Null when the text cannot be one of ours. */
  abstract hashOf(token: string): Buffer | null;
  abstract salt(): Buffer;
  /**
   * The token that follows another: the same for the same salt, so that a lost answer can be given again. Who has only the table
   * lacks the token, and who has only the token lacks the salt.
   */
  abstract successorOf(token: string, salt: Buffer): { token: string; hash: Buffer };
  /** What is kept of the id of a device; null when it named none that could be one. */
  abstract deviceKeyOf(deviceId: string): Buffer | null;
}

/** Tells the gateway that access tokens of a session are worth nothing from now on. */
export abstract class EndedSessions {
  abstract announce(sessionId: string): Promise<void>;
  /** False when what was announced may have been lost. */
  abstract areKept(): Promise<boolean>;
  abstract noteKept(): Promise<void>;
}

/** Sessions of users and operators that have ended since a moment. */
export abstract class RecentEnds {
  abstract since(at: Date): Promise<string[]>;
}
