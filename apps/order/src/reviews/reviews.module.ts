import { Audit, type AuditEntry } from '@minisuite/audit';
import { MysqlTransactions, type Tx } from '@minisuite/database';
import { Module, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ContentModule } from '../content/content.module.js';
import { OrdersInTransaction } from '../ordering/app/ports.js';
import { OrderingModule } from '../ordering/ordering.module.js';
import { ReviewController } from './adapters/grpc/review.controller.js';
import { ReviewOperationsController } from './adapters/grpc/review-operations.controller.js';
import { MysqlRatings } from './adapters/mysql/mysql-ratings.js';
import { MysqlReviewQueries } from './adapters/mysql/mysql-review-queries.js';
import { MysqlReviews } from './adapters/mysql/mysql-reviews.js';
import { ReviewsTimer } from './adapters/timer/reviews-timer.js';
import { CheckReviews } from './app/check-reviews.js';
import { DecideReview } from './app/decide-review.js';
import { ListReviews } from './app/list-reviews.js';
import { ReviewQueries, ReviewsInTransaction, ReviewTransactions } from './app/ports.js';
import { WriteReview } from './app/write-review.js';

const reviewsInTransaction: Provider = {
  provide: ReviewsInTransaction,
  useValue: { of: (tx: Tx) => new MysqlReviews(tx) } satisfies ReviewsInTransaction,
};

const transactions: Provider = {
  provide: ReviewTransactions,
  inject: [DataSource, OrdersInTransaction, ReviewsInTransaction, Audit],
  useFactory: (dataSource: DataSource, orders: OrdersInTransaction, reviews: ReviewsInTransaction, audit: Audit) =>
    new MysqlTransactions(dataSource, (tx) => ({
      orders: orders.of(tx),
      reviews: reviews.of(tx),
      ratings: new MysqlRatings(tx),
      audit: { record: (entry: AuditEntry) => audit.record(tx, entry) },
    })),
};

@Module({
  imports: [OrderingModule, ContentModule],
  controllers: [ReviewController, ReviewOperationsController],
  providers: [
    WriteReview,
    ListReviews,
    CheckReviews,
    DecideReview,
    ReviewsTimer,
    reviewsInTransaction,
    transactions,
    {
      provide: ReviewQueries,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new MysqlReviewQueries(dataSource),
    },
  ],
  exports: [ReviewsInTransaction],
})
export class ReviewsModule {}
