import { type EventRecord, recordEvent, UserClosed, UserRegistered } from '@minisuite/contracts';
import { AccountClosed, AccountDisabled } from './identity-errors.js';
import { levelOf } from './level.js';
import { maskPhone, type PhoneNumber } from './phone-number.js';
import type { Profile } from './profile.js';
import type { ProfileChange } from './profile-change.js';

/** CLOSING is on its way to CLOSED: nobody gets in any more, and what is personal is still there. */
export type AccountStatus = 'ACTIVE' | 'DISABLED' | 'CLOSING' | 'CLOSED';

/** What WeChat says about who logs in. The session key decrypts what WeChat encrypts for this user: it never leaves this service. */
export interface WechatIdentity {
  readonly openid: string;
  readonly unionid: string | null;
  readonly sessionKey: string;
}

export interface AccountState extends WechatIdentity {
  readonly id: string;
  readonly nickname: string;
  readonly avatarUrl: string;
  readonly city: string;
  readonly points: string;
  readonly phone: PhoneNumber | null;
  readonly status: AccountStatus;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export class Account {
  private recorded: EventRecord[] = [];

  private constructor(private state: AccountState) {}

  static register(id: string, wechat: WechatIdentity, now: Date): Account {
    const account = new Account({
      ...wechat,
      id,
      nickname: `微信用户${id.slice(-4).padStart(4, '0')}`,
      avatarUrl: '',
      city: '',
      points: '0',
      phone: null,
      status: 'ACTIVE',
      createdAt: now,
      updatedAt: now,
    });
    account.recorded.push(recordEvent(UserRegistered, id, { userId: id, registeredAt: now.toISOString() }));
    return account;
  }

  static restore(state: AccountState): Account {
    return new Account(state);
  }

  get snapshot(): AccountState {
    return this.state;
  }

  get id(): string {
    return this.state.id;
  }

  get profile(): Profile {
    const { id, nickname, avatarUrl, city, points, phone, createdAt } = this.state;
    const level = levelOf(points);
    return { id, nickname, avatarUrl, city, level, points, phoneMasked: maskPhone(phone?.number ?? ''), createdAt };
  }

  mustBeActive(): void {
    if (this.state.status !== 'ACTIVE') throw new AccountDisabled();
  }

  /** The unionid appears only after the mini-program was bound to an Open Platform account; once known it stays. */
  signIn(wechat: WechatIdentity, now: Date): void {
    this.mustBeActive();
    const unionid = this.state.unionid ?? wechat.unionid;
    this.state = { ...this.state, unionid, sessionKey: wechat.sessionKey, updatedAt: now };
  }

  bindPhone(phone: PhoneNumber, now: Date): void {
    this.mustBeActive();
    this.state = { ...this.state, phone, updatedAt: now };
  }

  /** Throws AccountClosed for one that its user has closed. */
  setStatus(status: 'ACTIVE' | 'DISABLED', now: Date): void {
    this.mustNotBeClosed();
    if (this.state.status !== status) this.state = { ...this.state, status, updatedAt: now };
  }

  /** Asking again changes nothing. */
  beginClosing(now: Date): void {
    if (this.state.status === 'CLOSING') return;
    this.mustBeActive();
    this.state = { ...this.state, status: 'CLOSING', updatedAt: now };
  }

  /** By an operator, so of disabled users too. Throws AccountClosed when it has been closed. */
  beginClosingFor(now: Date): void {
    if (this.state.status === 'CLOSING') return;
    this.mustNotBeClosed();
    this.state = { ...this.state, status: 'CLOSING', updatedAt: now };
  }

  /** Something is still open: it is looked at again later. */
  postponeClosing(now: Date): void {
    this.state = { ...this.state, updatedAt: now };
  }

  /** Forgets who it was. The same WeChat user may register anew, as somebody else. */
  close(now: Date): void {
    if (this.state.status !== 'CLOSING') return;
    const { id } = this.state;
    this.state = {
      ...this.state,
      openid: `closed:${id}`,
      unionid: null,
      sessionKey: '',
      nickname: '已注销用户',
      avatarUrl: '',
      city: '',
      phone: null,
      status: 'CLOSED',
      updatedAt: now,
    };
    this.recorded.push(recordEvent(UserClosed, id, { userId: id, closedAt: now.toISOString() }));
  }

  updateProfile(change: ProfileChange, now: Date): void {
    this.mustBeActive();
    this.state = { ...this.state, ...change, updatedAt: now };
  }

  /** By an operator, so of disabled users too; answers what is other than before. Throws AccountClosed. */
  correctProfile(change: ProfileChange, now: Date): (keyof ProfileChange)[] {
    this.mustNotBeClosed();
    const before = this.state;
    const fields = (['nickname', 'avatarUrl', 'city'] as const).filter(
      (field) => change[field] !== undefined && change[field] !== before[field],
    );
    if (fields.length > 0) this.state = { ...before, ...change, updatedAt: now };
    return fields;
  }

  /** What WeChat has looked at; its author may have been disabled in the meantime, but has not left. */
  publish(change: ProfileChange, now: Date): void {
    if (this.state.status === 'CLOSING' || this.state.status === 'CLOSED') return;
    this.state = { ...this.state, ...change, updatedAt: now };
  }

  takeEvents(): EventRecord[] {
    const events = this.recorded;
    this.recorded = [];
    return events;
  }

  private mustNotBeClosed(): void {
    if (this.state.status === 'CLOSING' || this.state.status === 'CLOSED') throw new AccountClosed();
  }
}
