import { Injectable } from '@nestjs/common';
import { MiniProgramState, type LoginSubject, type PhoneSubject } from '../../mini-program/app/mini-program-state.js';
import { Randomness, SimulatedClock } from '../../simulation/app/ports.js';

/** What the phone in the user's hand would get from wx.login and from the phone number button. */
@Injectable()
export class IssueCodes {
  constructor(
    private readonly state: MiniProgramState,
    private readonly clock: SimulatedClock,
    private readonly randomness: Randomness,
  ) {}

  login(subject: LoginSubject): string {
    this.state.users.add(subject.openid);
    const code = `0${this.randomness.alphanumeric(31)}`;
    this.state.loginCodes.issue(code, subject, this.clock.now());
    return code;
  }

  phone(subject: PhoneSubject): string {
    this.state.users.add(subject.openid);
    const code = this.randomness.hex(64);
    this.state.phoneCodes.issue(code, subject, this.clock.now());
    return code;
  }
}
