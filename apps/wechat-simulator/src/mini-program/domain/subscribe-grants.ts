/** One-time subscriptions: every "accept" of a user is good for one message of that template; a refusal adds nothing. */
export class SubscribeGrants {
  private readonly counts = new Map<string, number>();

  accept(openid: string, templateId: string): number {
    const count = this.of(openid, templateId) + 1;
    this.counts.set(key(openid, templateId), count);
    return count;
  }

  of(openid: string, templateId: string): number {
    return this.counts.get(key(openid, templateId)) ?? 0;
  }

  /** Takes one; false when there is none. */
  spend(openid: string, templateId: string): boolean {
    const count = this.of(openid, templateId);
    if (count === 0) return false;
    this.counts.set(key(openid, templateId), count - 1);
    return true;
  }

  forget(): void {
    this.counts.clear();
  }
}

function key(openid: string, templateId: string): string {
  return `${openid} ${templateId}`;
}
