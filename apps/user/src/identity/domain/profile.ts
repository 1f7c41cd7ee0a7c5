export interface PublicProfile {
  readonly id: string;
  readonly nickname: string;
  readonly avatarUrl: string;
  readonly city: string;
  readonly level: number;
  readonly createdAt: Date;
}

/** What only the owner sees. */
export interface Profile extends PublicProfile {
  readonly points: string;
  readonly phoneMasked: string;
}
