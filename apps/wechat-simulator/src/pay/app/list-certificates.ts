import { Injectable } from '@nestjs/common';
import { beijingTime } from '../domain/beijing-time.js';
import { PayKeys } from './ports.js';

@Injectable()
export class ListCertificates {
  constructor(private readonly keys: PayKeys) {}

  run(): object {
    const { serial, pem, validFrom, validTo } = this.keys.platformCertificate();
    const certificate = {
      serial_no: serial,
      effective_time: beijingTime(validFrom),
      expire_time: beijingTime(validTo),
      encrypt_certificate: this.keys.encrypt('certificate', pem),
    };
    return { data: [certificate] };
  }
}
