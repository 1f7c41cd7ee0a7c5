import { type DynamicModule, Module } from '@nestjs/common';
import { MerchantAccount } from '../account/domain/merchant-account.js';
import { Randomness } from '../simulation/app/ports.js';
import { NodePayKeys } from './adapters/crypto/node-pay-keys.js';
import { FetchNotificationSender } from './adapters/delivery/fetch-notification-sender.js';
import { BillDownloadController } from './adapters/http/bill-download.controller.js';
import { BillsController } from './adapters/http/bills.controller.js';
import { CertificatesController } from './adapters/http/certificates.controller.js';
import { RefundsController } from './adapters/http/refunds.controller.js';
import { TransactionsController } from './adapters/http/transactions.controller.js';
import { AuthenticateMerchant } from './app/authenticate-merchant.js';
import { CloseTrade } from './app/close-trade.js';
import { CloseUnasked } from './app/close-unasked.js';
import { CollectBill } from './app/collect-bill.js';
import { ConfirmPayment } from './app/confirm-payment.js';
import { CreatePrepay } from './app/create-prepay.js';
import { CreateRefund } from './app/create-refund.js';
import { DeliverNotification } from './app/deliver-notification.js';
import { EndRefund } from './app/end-refund.js';
import { ListCertificates } from './app/list-certificates.js';
import { MakeBill } from './app/make-bill.js';
import { NotifyPayment } from './app/notify-payment.js';
import { NotifyRefund } from './app/notify-refund.js';
import { PayState } from './app/pay-state.js';
import { NotificationSender, NotificationSettings, PayKeys } from './app/ports.js';
import { QueryRefund } from './app/query-refund.js';
import { QueryTrade } from './app/query-trade.js';
import { SeedTrades } from './app/seed-trades.js';
import { SendNotification } from './app/send-notification.js';
import { SettleRefund } from './app/settle-refund.js';
import { SignAsWechat } from './app/sign-as-wechat.js';
import { WriteNotification } from './app/write-notification.js';

@Module({})
export class PayModule {
  static with(settings: NotificationSettings): DynamicModule {
    return {
      module: PayModule,
      controllers: [
        TransactionsController,
        RefundsController,
        BillsController,
        BillDownloadController,
        CertificatesController,
      ],
      providers: [
        {
          provide: PayKeys,
          inject: [MerchantAccount, Randomness],
          useFactory: (account: MerchantAccount, randomness: Randomness) => new NodePayKeys(account, randomness),
        },
        { provide: NotificationSender, useClass: FetchNotificationSender },
        { provide: NotificationSettings, useValue: settings },
        PayState,
        AuthenticateMerchant,
        SignAsWechat,
        CreatePrepay,
        QueryTrade,
        CloseTrade,
        ListCertificates,
        ConfirmPayment,
        NotifyPayment,
        CreateRefund,
        EndRefund,
        SettleRefund,
        CloseUnasked,
        QueryRefund,
        NotifyRefund,
        CollectBill,
        MakeBill,
        SeedTrades,
        WriteNotification,
        SendNotification,
        DeliverNotification,
      ],
      exports: [NotificationSender, PayState, ConfirmPayment, CloseUnasked, SettleRefund, SeedTrades],
    };
  }
}
