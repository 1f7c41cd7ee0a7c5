import { startGateway } from '@minisuite/service';
import { gateway } from './gateway.js';

await startGateway(gateway);
