/** Reads reviews as the domain knows them. */
export const REVIEWS = `SELECT r.id, r.product_id AS productId, r.order_id AS orderId, r.sku_id AS skuId,
  COALESCE(s.title, '') AS skuTitle, r.user_id AS userId, r.rating, r.text, r.status, r.created_at AS createdAt
  FROM review r LEFT JOIN sku s ON s.id = r.sku_id`;
