type Facts = { nonce: string; isSecure: boolean; isDevelopment: boolean }

/**
 * What a page may load (A30): scripts only with this request's nonce, nothing from elsewhere, no frame around
 * the desk. WebAssembly reads codes from the camera. Styles may stand in the page, as the sheets are drawn so.
 * The development server evaluates code and speaks over a socket.
 */
export function contentSecurityPolicy({ nonce, isSecure, isDevelopment }: Facts): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure ? ['upgrade-insecure-requests'] : []),
  ]
  return directives.join('; ')
}
