import { DomainError, type ErrorDetail } from '@minisuite/kernel';

export interface AddressFields {
  readonly name: string;
  readonly phone: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly detail: string;
  readonly postalCode: string;
  readonly isDefault: boolean;
}

type TextField = Exclude<keyof AddressFields, 'isDefault'>;

// Beside control characters: line breaks of Unicode and marks that turn the direction of writing, which would garble a parcel label.
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

const RULES: Readonly<Record<TextField, (text: string) => string | null>> = {
  name: length(1, 50),
  phone: pattern(/^(?=.*\d)[\d+-]{5,20}$/, 'must be 5 to 20 digits, plus signs or hyphens'),
  province: length(1, 50),
  city: length(1, 50),
  // Some cities, like 东莞, have no districts.
  district: length(0, 50),
  detail: length(1, 200),
  postalCode: pattern(/^$|^[\dA-Za-z][\dA-Za-z -]{2,8}[\dA-Za-z]$/, 'must be empty or 4 to 10 letters and digits'),
};

/** Checks and trims; throws VALIDATION_FAILED with every fault. */
export function addressFields(given: AddressFields): AddressFields {
  const details: ErrorDetail[] = [];
  const text = (field: TextField): string => {
    const value = given[field].trim();
    const message = UNPRINTABLE.test(given[field]) ? 'must not have control characters' : RULES[field](value);
    if (message !== null) details.push({ path: field, message });
    return value;
  };
  const fields: AddressFields = {
    name: text('name'),
    phone: text('phone'),
    province: text('province'),
    city: text('city'),
    district: text('district'),
    detail: text('detail'),
    postalCode: text('postalCode'),
    isDefault: given.isDefault,
  };
  if (details.length > 0) throw new DomainError('invalid', 'VALIDATION_FAILED', 'The address is not valid.', details);
  return fields;
}

function length(min: number, max: number): (text: string) => string | null {
  return (text) => {
    const characters = [...text].length;
    return characters < min || characters > max ? `must be ${min} to ${max} characters` : null;
  };
}

function pattern(form: RegExp, message: string): (text: string) => string | null {
  return (text) => (form.test(text) ? null : message);
}
