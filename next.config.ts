import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts')

/** For every route and file; what depends on the request or the settings is written by proxy.ts. */
const headersEverywhere = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value:
      'camera=(self), publickey-credentials-get=(self), microphone=(), geolocation=(), payment=(), usb=()',
  },
]

const config: NextConfig = {
  poweredByHeader: false,
  // The gate and `npm run check` check types; the build does not do it a second time.
  typescript: { ignoreBuildErrors: true },
  productionBrowserSourceMaps: false,
  serverExternalPackages: ['@node-rs/argon2', 'pdfkit', 'exceljs', 'pino', 'pg', '@prisma/adapter-pg'],
  // Photographs and import files are sent whole.
  experimental: { serverActions: { bodySizeLimit: '6mb' }, proxyClientMaxBodySize: '12mb' },
  headers: () => Promise.resolve([{ source: '/:path*', headers: headersEverywhere }]),
}

export default withNextIntl(config)
