export { RequestContext, type RequestScope } from './request-context.js';
export { Health, type HealthCheck } from './health.js';
export { metrics, Counter, Gauge, Histogram } from './metrics.js';
export { ServiceModule } from './service.module.js';
export { startService, type Command, type ServiceDefinition } from './start-service.js';
export { createGateway, startGateway, type GatewayDefinition, type GatewaySettings } from './start-gateway.js';
export { REDACTED_PATHS, createLogger, nestLogger } from './logger.js';
export { Background } from './background.js';
export { Signal } from './signal.js';
