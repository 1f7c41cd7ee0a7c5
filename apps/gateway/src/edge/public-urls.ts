import { Injectable } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config.js';

/** Turns the paths of our own pictures into addresses that a phone can load. */
@Injectable()
export class PublicUrls {
  private readonly base: string;

  constructor(config: GatewayConfig) {
    this.base = config.publicBaseUrl;
  }

  absolute = (url: string): string => (url.startsWith('/') ? this.base + url : url);
}
