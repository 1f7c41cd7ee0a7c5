import { type CheckResult, type ConsistentView, InvariantCheck } from '@minisuite/invariants';
import { Injectable } from '@nestjs/common';

@Injectable()
export class RatingsAreOfTheirReviews extends InvariantCheck {
  readonly name = 'ratings-are-of-their-reviews';
  readonly promise = 'Every product is rated what its published reviews say.';

  async check(view: ConsistentView): Promise<CheckResult> {
    const checked = await view.count('SELECT COUNT(*) FROM product');
    const published = `SELECT product_id, COUNT(*) AS reviews, SUM(rating) AS stars FROM review
        WHERE status = 'PUBLISHED' GROUP BY product_id`;
    const violations =
      await view.violations(`SELECT p.id, CONCAT('has ', p.stars, ' stars of ', p.review_count, ' reviews; they say ',
          COALESCE(r.stars, 0), ' of ', COALESCE(r.reviews, 0)) AS problem
        FROM product p LEFT JOIN (${published}) r ON r.product_id = p.id
        WHERE p.review_count <> COALESCE(r.reviews, 0) OR p.stars <> COALESCE(r.stars, 0)`);
    return { checked, violations };
  }
}
