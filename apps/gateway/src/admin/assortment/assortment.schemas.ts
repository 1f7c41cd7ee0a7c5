import { z } from 'zod';
import { fenField, idField, instantField, lineField, pageOf, pageQuery, textField } from '../../edge/fields.js';

const filled = (max: number) => lineField(max).regex(/\S/, 'must not be blank');
const versionField = z.int().min(1).max(2_147_483_647);
const onSaleField = z.boolean().meta({ description: 'Users see it and can order it.' });
const positionField = z.int().min(0).max(65_535).meta({ description: 'Among the SKUs of its product.' });
const pieces = z.int().nonnegative();
const shelf = z.enum(['true', 'false']).optional().meta({ description: 'Only what is on sale, or only what is not.' });

export const productFieldsSchema = z
  .strictObject({
    title: filled(128).meta({ example: '西湖龙井茶' }),
    imageUrl: z
      .string()
      .max(512)
      .regex(/^(?:https:\/\/[a-zA-Z0-9.-]+(?::\d{1,5})?\/|\/static\/)[\x21-\x7e]*$/, 'must be an https address')
      .meta({ example: 'https://img.example.com/longjing.png' }),
    category: filled(32).meta({ example: '茶饮' }),
    onSale: onSaleField.default(true),
  })
  .meta({ id: 'ProductFields' });

export const skuFieldsSchema = z
  .strictObject({
    title: filled(64).meta({ example: '袋装 50g' }),
    price: fenField.min(1).max(100_000_000),
    position: positionField.default(0),
    onSale: onSaleField.default(true),
  })
  .meta({ id: 'SkuFields' });

// Without defaults: a field left out must not put back on sale what was taken off.
const replaced = {
  onSale: onSaleField,
  version: versionField.meta({ description: 'The version that was seen; another one is refused.' }),
};
export const replaceProductSchema = productFieldsSchema.extend(replaced).meta({ id: 'ReplaceProduct' });
export const replaceSkuSchema = skuFieldsSchema
  .extend({ ...replaced, position: positionField })
  .meta({ id: 'ReplaceSku' });
export const createSkuSchema = skuFieldsSchema.extend({ productId: idField }).meta({ id: 'CreateSku' });

export const stockChangeSchema = z
  .strictObject({
    delta: z
      .int()
      .min(-1_000_000)
      .max(1_000_000)
      .refine((delta) => delta !== 0, 'must not be 0')
      .meta({ description: 'How many come in, or go out when it is negative.', not: { const: 0 }, example: 50 }),
    reason: filled(200).meta({ example: '到货' }),
    version: versionField
      .optional()
      .meta({ description: 'The version that was seen: then a request that arrives twice counts once.' }),
  })
  .meta({ id: 'StockChange' });

export const shelvedSkuSchema = z
  .object({
    id: idField,
    productId: idField,
    title: z.string(),
    price: fenField,
    position: z.int().nonnegative(),
    onSale: z.boolean(),
    version: versionField,
    available: pieces,
    reserved: pieces.meta({ description: 'Held by orders that are not paid yet.' }),
    sold: pieces,
    createdAt: instantField,
  })
  .meta({ id: 'ShelvedSku' });

export const shelvedProductSchema = z
  .object({
    id: idField,
    title: z.string(),
    imageUrl: z.string().meta({ description: 'As it is kept: a path is a picture of this server.' }),
    category: z.string(),
    onSale: z.boolean(),
    version: versionField,
    createdAt: instantField,
    skus: z.array(shelvedSkuSchema),
  })
  .meta({ id: 'ShelvedProduct' });

export const shelvedProductPageSchema = pageOf(shelvedProductSchema);
export const shelvedSkuPageSchema = pageOf(shelvedSkuSchema);

export const shelvedProductQuerySchema = z.object({
  ...pageQuery,
  category: textField(32).default(''),
  q: textField(64).default('').meta({ description: 'Words looked for in the title.' }),
  onSale: shelf,
});

export const shelvedSkuQuerySchema = z.object({
  ...pageQuery,
  productId: idField.optional(),
  onSale: shelf,
  availableBelow: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1')
    .transform(Number)
    .optional()
    .meta({ description: 'Only those that run out: fewer than these are available.', example: '10' }),
});
