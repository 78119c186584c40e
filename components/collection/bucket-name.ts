import type { Bucket } from '#lib/domain/collections/buckets.ts'

/** What a bucket is called. */
export function bucketName(
  t: (key: string, values?: Record<string, number>) => string,
  bucket: Bucket,
): string {
  if (bucket.from === null) return t('bucket.notDue')
  if (bucket.to === null) return t('bucket.over', { from: bucket.from })
  return t('bucket.between', { from: bucket.from, to: bucket.to })
}
