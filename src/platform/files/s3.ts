import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  NoSuchKey,
  S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { Problem } from '../errors.ts'
import { isId } from '../fields/index.ts'
import type { FileStore, FileStores, StoredFile } from './file-store.ts'

/** Files on any server that speaks S3: `<company>/<key>` in one bucket. @throws Problem `setting.invalid` */
export function openS3(setting: string): FileStores {
  const { bucket, client, place } = readS3Url(setting)
  return { place, of: companyId => s3Store(client, bucket, `${companyId}/`) }
}

function readS3Url(setting: string): { bucket: string; client: S3Client; place: string } {
  const url = URL.parse(setting.replace(/^s3\+http:/, 'http:').replace(/^s3:/, 'https:'))
  const bucket = url?.pathname.replace(/^\/|\/$/g, '') ?? ''
  if (!url || !/^[a-z0-9][a-z0-9.-]{2,62}$/.test(bucket) || !url.username || !url.password)
    // The address holds a secret, so it is not repeated.
    throw new Problem(400, 'setting.invalid', {
      params: { name: 'FILES', value: '…', expected: 's3://key:secret@s3.example.com/bucket?region=cn-north-1' },
    })
  const client = new S3Client({
    endpoint: url.origin,
    region: url.searchParams.get('region') ?? 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: decodeURIComponent(url.username), secretAccessKey: decodeURIComponent(url.password) },
  })
  return { bucket, client, place: `s3://${url.host}/${bucket}` }
}

function s3Store(client: S3Client, bucket: string, prefix: string): FileStore {
  const at = (key: string): { Bucket: string; Key: string } => ({ Bucket: bucket, Key: `${prefix}${key}` })
  return {
    write: async (key, content) => {
      const upload = new Upload({
        client,
        params: { ...at(key), Body: content },
        queueSize: 2,
        partSize: 8 * 1024 * 1024,
      })
      // Content that breaks off is told by its stream; the parts that went are given up.
      const broken = new Promise<never>((_done, fail) => content.once('error', fail))
      try {
        await Promise.race([upload.done(), broken])
      } catch (error) {
        await upload.abort()
        throw error
      }
    },
    read: async (key, range) => {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({ ...at(key), ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}) }),
        )
        return Body instanceof Readable ? Body : null
      } catch (error) {
        if (error instanceof NoSuchKey) return null
        throw error
      }
    },
    remove: async key => {
      await client.send(new DeleteObjectCommand(at(key)))
    },
    list: () => listed(client, bucket, prefix),
  }
}

async function* listed(client: S3Client, bucket: string, prefix: string): AsyncIterable<StoredFile> {
  let next: string | undefined
  do {
    const page: ListObjectsV2CommandOutput = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...(next ? { ContinuationToken: next } : {}) }),
    )
    for (const { Key, LastModified } of page.Contents ?? []) {
      const key = Key?.slice(prefix.length) ?? ''
      if (isId(key) && LastModified) yield { key, writtenAt: LastModified }
    }
    next = page.NextContinuationToken
  } while (next)
}
