import { z } from 'zod';
import { idField, instantField, lineField, pageOf, pageQuery } from '../edge/fields.js';

const filled = (max: number) => lineField(max).regex(/\S/, 'must not be blank');

/** The names of `wx.chooseAddress` in plain words. */
export const addressFieldsSchema = z
  .strictObject({
    name: filled(50).meta({ example: '张三' }),
    phone: z
      .string()
      .regex(/^(?=.*\d)[\d+-]{5,20}$/, 'must be 5 to 20 digits, plus signs or hyphens')
      .meta({ example: '13800138000' }),
    province: filled(50).meta({ example: '广东省' }),
    city: filled(50).meta({ example: '广州市' }),
    district: lineField(50).default('').meta({ example: '海珠区' }),
    detail: filled(200).meta({ example: '新港中路397号' }),
    postalCode: z
      .string()
      .regex(/^$|^[\dA-Za-z][\dA-Za-z -]{2,8}[\dA-Za-z]$/, 'must be empty or 4 to 10 letters and digits')
      .default('')
      .meta({ example: '510000' }),
    isDefault: z.boolean().default(false),
  })
  .meta({ id: 'AddressFields' });

export const addressSchema = z
  .object({
    id: idField,
    name: z.string(),
    phone: z.string(),
    province: z.string(),
    city: z.string(),
    district: z.string(),
    detail: z.string(),
    postalCode: z.string(),
    isDefault: z.boolean(),
    createdAt: instantField,
  })
  .meta({ id: 'Address' });

export const addressPageSchema = pageOf(addressSchema);
export const addressQuerySchema = z.object(pageQuery);
