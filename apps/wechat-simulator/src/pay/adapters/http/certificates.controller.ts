import { Get } from '@nestjs/common';
import { ListCertificates } from '../../app/list-certificates.js';
import { SparedPayEndpoint } from './pay-endpoint.js';

@SparedPayEndpoint('certificates')
export class CertificatesController {
  constructor(private readonly listCertificates: ListCertificates) {}

  @Get()
  certificates(): object {
    return this.listCertificates.run();
  }
}
