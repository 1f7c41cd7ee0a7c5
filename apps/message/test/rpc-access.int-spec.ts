import { rpcAccessSuite } from '@minisuite/testing';
import { rpcRules } from '../src/rpc-rules.js';
import { startMessageService } from './message-service.js';

rpcAccessSuite('message', rpcRules, (tls) => startMessageService({ tls }));
