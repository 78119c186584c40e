import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts')

const config: NextConfig = {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  serverExternalPackages: ['@node-rs/argon2', 'pdfkit', 'exceljs', 'pino', 'pg', '@prisma/adapter-pg'],
  experimental: { serverActions: { bodySizeLimit: '2mb' } },
}

export default withNextIntl(config)
