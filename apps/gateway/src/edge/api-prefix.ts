/** What the paths of all routes of the API begin with. */
export const API_PREFIX = '/api/v1';
