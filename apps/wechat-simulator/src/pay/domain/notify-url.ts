/** WeChat wants https, a path and no query. Plain http is let through to this machine and its private networks only. */
export function isNotifyUrl(text: string): boolean {
  if (!URL.canParse(text) || text.includes('?') || text.includes('#')) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.pathname === '/') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && isPrivateHost(url.hostname);
}

function isPrivateHost(hostname: string): boolean {
  if (hostname.startsWith('[')) return /^\[(?:::1\]|f[cde])/.test(hostname);
  if (/^[\d.]+$/.test(hostname)) return /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(hostname);
  return !hostname.includes('.') || /\.(?:local|localhost|internal|test)$/.test(hostname);
}
