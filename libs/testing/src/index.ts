export { freePort } from './free-port.js';
export { eventually } from './eventually.js';
export { testDatabase, type TestDatabase } from './test-database.js';
export { testServers } from './test-servers.js';
export { SequentialIds, FakeClock } from './fakes.js';
export { startTestService, type TestService } from './test-service.js';
export { testDataKeys } from './test-data-keys.js';
