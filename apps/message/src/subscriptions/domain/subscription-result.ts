/** What a user answered for one template in wx.requestSubscribeMessage. */
export type SubscriptionResult = 'accept' | 'reject' | 'ban';
