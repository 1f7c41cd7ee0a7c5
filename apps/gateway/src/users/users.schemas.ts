import { z } from 'zod';
import { codeField, idField, instantField, lineField } from '../edge/fields.js';

const shown = {
  id: idField,
  nickname: z.string(),
  avatarUrl: z.string(),
  city: z.string(),
  level: z.int(),
};

const pendingFlag = z
  .boolean()
  .optional()
  .meta({ description: 'Nobody else sees it yet: WeChat has still to look at it.' });
const rejectedFlag = z
  .boolean()
  .optional()
  .meta({ description: 'WeChat would not have the last change shown: it was dropped.' });

export const profileSchema = z
  .object({
    ...shown,
    points: z.int(),
    phoneMasked: z.string().meta({ description: 'Empty when no phone is bound.', example: '138****8000' }),
    createdAt: instantField,
    nicknamePending: pendingFlag,
    avatarPending: pendingFlag,
    cityPending: pendingFlag,
    nicknameRejected: rejectedFlag,
    avatarRejected: rejectedFlag,
    cityRejected: rejectedFlag,
  })
  .meta({ id: 'Profile' });

export const publicUserSchema = z.object({ ...shown, createdAt: instantField }).meta({ id: 'PublicUser' });

export const updateProfileSchema = z
  .strictObject({
    nickname: lineField(32).regex(/\S/, 'must not be blank').optional().meta({ example: '小明' }),
    avatarUrl: z.string().max(512).optional().meta({
      description: "An https address where the shop allows pictures; WeChat's, unless said otherwise.",
      example: 'https://thirdwx.qlogo.cn/mmopen/vi_32/a/132',
    }),
    city: lineField(32).optional().meta({ example: '广州' }),
  })
  .meta({ id: 'UpdateProfile' });

export const bindPhoneSchema = z
  .strictObject({ code: codeField().meta({ description: 'What the phone button gave.' }) })
  .meta({ id: 'BindPhone' });

export const boundPhoneSchema = z.object({ phoneMasked: z.string().meta({ example: '138****8000' }) });
