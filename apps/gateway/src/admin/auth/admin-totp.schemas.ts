import { z } from 'zod';

/** A code of an authenticator app, or a recovery code. */
export const totpField = z
  .string()
  .regex(/^(?:\d{6}|[A-Za-z2-7]{4}(?:-[A-Za-z2-7]{4}){3})$/, 'must be six digits or a recovery code')
  .meta({ example: '287082' });

export const totpCodeSchema = z.strictObject({ code: totpField }).meta({ id: 'TotpCode' });

export const totpSecretSchema = z
  .object({
    secret: z.string().meta({ description: 'In base 32, for who types it.' }),
    otpauthUrl: z.string().meta({ description: 'For a QR code.' }),
  })
  .meta({ id: 'TotpSecret' });

export const recoveryCodesSchema = z
  .object({ recoveryCodes: z.array(z.string()).meta({ description: 'Each is taken once in place of a code.' }) })
  .meta({ id: 'RecoveryCodes' });
