// What tests and benchmarks need to run systems of their own; `npm start` stands on the same.
export { anyFreePorts, APPS, SERVICES, type AppName, type AppPorts, type ServiceName } from './system/app-ports.ts';
export type { InfraAddresses } from './system/infra-addresses.ts';
export { startSystem, type System, type SystemOptions } from './system/system.ts';
