import { expect, it } from 'vitest'
import { onePixel } from '#test/harness/upload.ts'
import { isPicture, isShownInPlace, sniff } from './content-kind.ts'

it('knows a file by its bytes', async () => {
  expect(await sniff(onePixel)).toBe('image/png')
  expect(await sniff(Buffer.from('%PDF-1.7\n'))).toBe('application/pdf')
  expect(await sniff(Buffer.from('PK\u0003\u0004', 'latin1'))).toBe('application/zip')
  expect(await sniff(Buffer.from('你好，世界'))).toBe('text/plain')
  expect(await sniff(Buffer.from('你好').subarray(0, 5))).toBe('text/plain')
  expect(await sniff(Buffer.from([0, 1, 2, 3, 255]))).toBe('application/octet-stream')
  expect(await sniff(Buffer.from([0xd6, 0xd0, 0xce, 0xc4]))).toBe('application/octet-stream')
})

it.each([
  '<!doctype html><script>alert(1)</script>',
  '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
  '<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
  '#!/bin/sh\necho 1',
  'alert(1)',
  '<?php echo 1;',
  '%PDF-1.7 /JavaScript',
])('never shows %j in place', async content => {
  const kind = await sniff(Buffer.from(content))
  expect(isShownInPlace(kind), kind).toBe(false)
  expect(isPicture(kind)).toBe(false)
})
