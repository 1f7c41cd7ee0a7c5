import { describe, expect, it } from '@jest/globals';
import {
  aeadDecrypt,
  aeadEncrypt,
  buildMessage,
  certificateSerial,
  formatAuthorization,
  parseAuthorization,
  parseBill,
  parseCertificateList,
  payParamsMessage,
  requestMessage,
  responseMessage,
  rsaVerify,
  yuanToFen,
} from '../index.js';
import { vectorKeys as keys } from './vector-keys.js';
import { payVectors as vectors } from './pay-vectors.js';

const docMerchant = keys.wechatpay_doc_merchant_key__public;

describe('vectors of WeChat Pay', () => {
  it('pay.paysign.miniprogram', () => {
    const { inputs, message, expected_signature_base64: signature } = vectors['pay.paysign.miniprogram'];
    const { appId, timeStamp, nonceStr } = inputs;
    const prepayId = inputs.package.replace('prepay_id=', '');
    expect(payParamsMessage({ appId, timeStamp, nonceStr, prepayId })).toBe(message);
    expect(rsaVerify(message, signature, docMerchant)).toBe(true);
  });

  it('pay.appsign.negative: fits its own message and no mini-program message', () => {
    const { message, expected_signature_base64: signature } = vectors['pay.appsign.negative'];
    expect(rsaVerify(message, signature, docMerchant)).toBe(true);
    expect(rsaVerify(vectors['pay.paysign.miniprogram'].message, signature, docMerchant)).toBe(false);
  });

  it('pay.rsa.sign_source', () => {
    const { message, expected_signature_base64: signature } = vectors['pay.rsa.sign_source'];
    for (const key of [keys.wechatpay_go_test_cert_F5765756002FDD77, keys.wechatpay_go_test_key__public]) {
      expect(rsaVerify(message, signature, key)).toBe(true);
      expect(rsaVerify('wrong source', signature, key)).toBe(false);
    }
  });

  it('pay.rsa.java_message', () => {
    const { message, expected_signature_base64: signature } = vectors['pay.rsa.java_message'];
    expect(rsaVerify(message, signature, keys.wechatpay_java_merchant_cert)).toBe(true);
    expect(rsaVerify(message, signature, keys.wechatpay_java_wechatpay_pubkey)).toBe(false);
  });

  it('pay.aesgcm.go_hello', () => {
    const vector = vectors['pay.aesgcm.go_hello'];
    const { key, nonce, associated_data: associatedData, ciphertext_base64: ciphertext } = vector;
    expect(aeadDecrypt(key, { nonce, associatedData, ciphertext })).toBe(vector.expected_plaintext);
    expect(aeadEncrypt(key, { nonce, associatedData, plaintext: vector.expected_plaintext })).toBe(ciphertext);
  });

  it('pay.aes256gcm.java_message', () => {
    const vector = vectors['pay.aes256gcm.java_message'];
    const { key, nonce, associated_data: associatedData, ciphertext_base64: ciphertext } = vector;
    expect(aeadDecrypt(key, { nonce, associatedData, ciphertext })).toBe(vector.expected_plaintext);
    expect(aeadEncrypt(key, { nonce, associatedData, plaintext: vector.expected_plaintext })).toBe(ciphertext);
    expect(() => aeadDecrypt(key, { nonce, associatedData: 'bad-associatedData', ciphertext })).toThrow('authenticate');
    expect(() => aeadDecrypt(key, { nonce: 'bad-4a9R25RW', associatedData, ciphertext })).toThrow('authenticate');
  });

  it('pay.canonical_message.get_with_query', () => {
    const { inputs, expected_message: expected } = vectors['pay.canonical_message.get_with_query'];
    expect(requestMessage(inputs)).toBe(expected);
  });

  it('pay.canonical_message.body_with_trailing_newline', () => {
    const { inputs, expected_message: expected } = vectors['pay.canonical_message.body_with_trailing_newline'];
    expect(requestMessage({ ...inputs, url: inputs.url_path_query })).toBe(expected);
  });

  it('pay.canonical_message.empty_body_response', () => {
    const { inputs, expected_message_pattern: expected } = vectors['pay.canonical_message.empty_body_response'];
    expect(responseMessage(inputs.timestamp, inputs.nonce, inputs.body).toString()).toBe(expected);
  });

  it('pay.request_sign.doc_example_GET_certificates: header written and read back', () => {
    const vector = vectors['pay.request_sign.doc_example_GET_certificates'];
    const { message, mchid: mchId, serial_no: serial, expected_signature_base64: signature } = vector;
    const [method = '', url = '', timestamp = '', nonce = ''] = message.split('\n');
    expect(requestMessage({ method, url, timestamp, nonce })).toBe(message);
    expect(buildMessage([method, url, timestamp, nonce, ''])).toBe(message);
    const fields = { mchId, serial, signature, timestamp, nonce };
    const header = formatAuthorization(fields);
    expect(header).toMatch(/^WECHATPAY2-SHA256-RSA2048 mchid="1900009191",nonce_str="593BEC0C/);
    expect(parseAuthorization(header)).toEqual(fields);
  });

  it('pay.certificates.download_go', () => {
    const vector = vectors['pay.certificates.download_go'];
    const [certificate, ...others] = parseCertificateList(vector.response_body, vector.apiv3_key);
    expect(others).toEqual([]);
    expect(certificate).toEqual({
      serial: vector.expected_serial,
      pem: vector.expected_certificate_pem,
      expiresAt: Date.parse('2031-04-25T16:55:23+08:00'),
    });
    expect(certificateSerial(keys.wechatpay_go_test_cert_D7CE59D1F522D701)).toBe(vector.expected_serial);
    expect(() => parseCertificateList(vector.response_body, 'mockAPIv3Key1235')).toThrow('authenticate');
  });

  it('bill.fundflow_sample', () => {
    const { header, row, summary_header: summaryHeader, summary_row: summaryRow } = vectors['bill.fundflow_sample'];
    const { rows, summary } = parseBill(`\uFEFF${[header, row, summaryHeader, summaryRow].join('\r\n')}\r\n`);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      业务名称: '退款',
      收支类型: '支出',
      业务凭证号: 'REF4200000068201801293084726067',
    });
    expect(yuanToFen(rows[0]?.['收支金额(元)'] ?? '')).toBe(2);
    expect(summary['资金流水总笔数']).toBe('20.0');
    expect(yuanToFen(summary['收入金额'] ?? '') - yuanToFen(summary['支出金额'] ?? '')).toBe(17);
  });

  it('leaves no vector untried', () => {
    expect(Object.keys(vectors)).toHaveLength(12);
  });
});
