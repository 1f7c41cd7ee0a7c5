import { setFlagsFromString } from 'node:v8';
import { startGateway } from '@minisuite/service';
import { gateway } from './gateway.js';

// Marking in steps lets all that is made meanwhile grow old. In overload it took a second each time, and twice the memory, where marking
// all at once takes a tenth. Said here, because NODE_OPTIONS does not take this one.
setFlagsFromString('--no-incremental-marking');
await startGateway(gateway);
