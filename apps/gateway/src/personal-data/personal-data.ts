import { orderV1 } from '@minisuite/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { toAddressPage } from '../addresses/addresses.mapper.js';
import { toDeviceSessionPage } from '../auth/auth.mapper.js';
import { MessageClient, OrderClient, PaymentClient, ReviewClient, UserClient } from '../clients/clients.js';
import { promised } from '../clients/promised.js';
import { PublicUrls } from '../edge/public-urls.js';
import { toMessagePage } from '../messages/messages.mapper.js';
import { toOrderPage } from '../orders/orders.mapper.js';
import { toPayment } from '../payments/payments.mapper.js';
import { toOwnReviewPage } from '../reviews/reviews.mapper.js';
import { toProfile } from '../users/users.mapper.js';
import { allPages } from './all-pages.js';
import type { exportSchema } from './personal-data.schemas.js';

const MOST = 1000;
const AT_ONCE = 10;
const ANY = orderV1.OrderStatus.ORDER_STATUS_UNSPECIFIED;

type Payments = z.infer<typeof exportSchema>['payments'];

/** Gathers from all services what they keep of the caller. */
@Injectable()
export class PersonalData {
  constructor(
    private readonly users: UserClient,
    private readonly orders: OrderClient,
    private readonly payments: PaymentClient,
    private readonly reviews: ReviewClient,
    private readonly messages: MessageClient,
    private readonly urls: PublicUrls,
  ) {}

  async collect(): Promise<z.infer<typeof exportSchema>> {
    const { absolute } = this.urls;
    const [account, addresses, sessions, orders, reviews, messages] = await Promise.all([
      this.users.exportAccount({}),
      allPages(async (page) => toAddressPage(await this.users.listAddresses(page)), MOST),
      allPages(async (page) => toDeviceSessionPage(await this.users.listSessions(page)), MOST),
      allPages(async (page) => toOrderPage(await this.orders.listOrders({ ...page, status: ANY }), absolute), MOST),
      allPages(async (page) => toOwnReviewPage(await this.reviews.listMyReviews(page)), MOST),
      allPages(async (page) => toMessagePage(await this.messages.listMessages(page)), MOST),
    ]);
    const { unionid, phoneCountryCode, phoneNumber } = account;
    return {
      exportedAt: new Date().toISOString(),
      profile: toProfile(promised(account.profile, 'profile'), absolute),
      openid: account.openid,
      ...(unionid && { unionid }),
      ...(phoneNumber && { phone: `+${phoneCountryCode} ${phoneNumber}` }),
      addresses: addresses.items,
      sessions: sessions.items,
      orders: orders.items,
      payments: await this.paymentsOf(orders.items.flatMap(({ paymentId }) => paymentId ?? [])),
      reviews: reviews.items,
      messages: messages.items,
      truncated: [addresses, sessions, orders, reviews, messages].some(({ more }) => more),
    };
  }

  private async paymentsOf(ids: readonly string[]): Promise<Payments> {
    const payments: Payments = [];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE).map((id) => this.payments.getPayment({ id, sync: false }));
      payments.push(...(await Promise.all(some)).map(({ payment }) => toPayment(payment)));
    }
    return payments;
  }
}
