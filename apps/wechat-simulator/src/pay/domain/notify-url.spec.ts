import { describe, expect, it } from '@jest/globals';
import { isNotifyUrl } from './notify-url.js';

describe('notify_url', () => {
  it.each([
    'https://shop.example.com/api/v1/webhooks/wechat-pay/payments',
    'http://127.0.0.1:8080/hook',
    'http://localhost:8080/hook',
    'http://gateway:8080/hook',
    'http://host.docker.internal:8080/hook',
    'http://172.20.0.3/hook',
    'http://[::1]:8080/hook',
  ])('may be %s', (url) => expect(isNotifyUrl(url)).toBe(true));

  it.each([
    'https://shop.example.com/hook?id=1',
    'https://shop.example.com/hook#part',
    'https://shop.example.com',
    'https://user:pass@shop.example.com/hook',
    'http://shop.example.com/hook',
    'http://172.32.0.3/hook',
    'ftp://localhost/hook',
    '/hook',
  ])('may not be %s', (url) => expect(isNotifyUrl(url)).toBe(false));
});
