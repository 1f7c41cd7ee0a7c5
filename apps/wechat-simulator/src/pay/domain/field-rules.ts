import { paramError, type PayError } from './pay-error.js';

/** Rules for one field of a WeChat Pay body; `label` is the Chinese name that the error texts quote. */
export type FieldRule = { readonly label: string; readonly optional?: true } & (
  | { readonly type: 'string'; readonly min?: number; readonly max: number; readonly pattern?: RegExp }
  | { readonly type: 'integer'; readonly min: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'object'; readonly fields: FieldRules; readonly maxBytes?: number }
  | { readonly type: 'array'; readonly fields: FieldRules }
);
export type FieldRules = Readonly<Record<string, FieldRule>>;

export type JsonObject = { readonly [key: string]: unknown };

const SUPPLEMENTARY = /[\u{10000}-\u{10FFFF}]/u;

/** Throws the PARAM_ERROR that WeChat Pay would answer to this body. */
export function checkBody(body: unknown, fields: FieldRules): asserts body is JsonObject {
  if (!isObject(body)) throw paramError('请求体不是合法的JSON对象', detail(body));
  checkEncoding(body, '');
  const unknown = unknownFields(body, fields, '/body');
  if (unknown.length > 0) {
    throw paramError('请求中含有未在API文档中定义的参数', { location: null, value: unknown }, 270924358);
  }
  checkFields(body, fields, '/body');
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkEncoding(value: unknown, path: string): void {
  if (value === null) throw paramError(`输入源“/body${path}”不允许为null`, { location: 'body', value: null });
  if (typeof value === 'string') {
    if (SUPPLEMENTARY.test(value)) throw paramError(`输入源“/body${path}”含有不支持的4字节UTF-8字符`, detail(value));
  } else if (typeof value === 'object') {
    for (const [key, child] of Object.entries(value)) checkEncoding(child, `${path}/${key}`);
  }
}

function unknownFields(object: JsonObject, fields: FieldRules, path: string): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const rule = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (rule === undefined) return [`${path}/${key}`];
    if (rule.type === 'object' && isObject(value)) return unknownFields(value, rule.fields, `${path}/${key}`);
    if (rule.type !== 'array' || !Array.isArray(value)) return [];
    return value.flatMap((item: unknown, i) =>
      isObject(item) ? unknownFields(item, rule.fields, `${path}/${key}/${i}`) : [],
    );
  });
}

function checkFields(object: JsonObject, fields: FieldRules, path: string): void {
  for (const [key, rule] of Object.entries(fields)) {
    const value = object[key];
    const at = `${path}/${key}`;
    if (value !== undefined) checkValue(value, rule, at);
    else if (!rule.optional) {
      throw paramError(`输入源“${at}”映射到字段“${rule.label}”必填性规则校验失败，此字段为必填项`, {
        location: 'body',
        value: '',
      });
    }
  }
}

function checkValue(value: unknown, rule: FieldRule, at: string): void {
  switch (rule.type) {
    case 'string':
      if (typeof value !== 'string') throw wrongType(value, rule, at, '字符串');
      return checkText(value, rule, at);
    case 'integer':
      if (!Number.isSafeInteger(value)) throw wrongType(value, rule, at, '64 位有符号整数');
      if (Number(value) < rule.min)
        throw failed(value, rule, at, `整型规则校验失败，${String(value)}小于最小值 ${rule.min}`);
      return;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(value, rule, at, '布尔值');
      return;
    case 'object':
      if (!isObject(value)) throw wrongType(value, rule, at, '对象');
      if (rule.maxBytes !== undefined && Buffer.byteLength(JSON.stringify(value)) > rule.maxBytes) {
        throw failed('', rule, at, `长度规则校验失败，大于最大值 ${rule.maxBytes}`);
      }
      return checkFields(value, rule.fields, at);
    case 'array':
      if (!Array.isArray(value) || value.length === 0) throw wrongType(value, rule, at, '数组');
      value.forEach((item: unknown, i) => {
        if (!isObject(item)) throw wrongType(item, rule, `${at}/${i}`, '对象');
        checkFields(item, rule.fields, `${at}/${i}`);
      });
  }
}

function checkText(value: string, rule: FieldRule & { type: 'string' }, at: string): void {
  const { min = 1, max, pattern } = rule;
  const problem = '字符串规则校验失败，';
  if (value.length < min) throw failed(value, rule, at, `${problem}字符数 ${value.length}，小于最小值 ${min}`);
  if (value.length > max) throw failed(value, rule, at, `${problem}字符数 ${value.length}，大于最大值 ${max}`);
  if (pattern && !pattern.test(value))
    throw failed(value, rule, at, `${problem}字符串必须匹配正则表达式“${pattern.source}”`);
}

function wrongType(value: unknown, rule: FieldRule, at: string, wanted: string): PayError {
  const message = `无法将 JSON 输入源“${at}”映射到目标字段“${rule.label}”中，此字段需要一个合法的 ${wanted}`;
  return paramError(message, detail(value));
}

function failed(value: unknown, rule: FieldRule, at: string, problem: string): PayError {
  const shown = typeof value === 'string' && value === '' ? 0 : value;
  return paramError(`输入源“${at}”映射到值字段“${rule.label}”${problem}`, detail(shown));
}

function detail(value: unknown): object {
  return { location: 'body', value };
}
