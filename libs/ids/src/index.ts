export { Ids } from './ids.js';
export { IdsModule } from './ids.module.js';
export { Snowflake } from './snowflake.js';
