export * from './gen/minisuite/user/v1/api_key.js';
export * from './gen/minisuite/user/v1/content.js';
export * from './gen/minisuite/user/v1/operator.js';
export * from './gen/minisuite/user/v1/push.js';
export * from './gen/minisuite/user/v1/user.js';
export * from './gen/minisuite/user/v1/user_admin.js';
