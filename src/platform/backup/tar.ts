const BLOCK = 512

/** The ustar header of a regular file; `name` has at most 100 bytes. */
export const tarHeader = (name: string, size: number): Buffer => {
  const header = Buffer.alloc(BLOCK)
  header.write(name, 0, 100, 'utf8')
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  writeSize(header, size)
  header.write(`${octal(Math.floor(Date.now() / 1000), 11)}\0`, 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  header.write(`${octal(checksumOf(header), 6)}\0 `, 148)
  return header
}

/** Zeros up to the next block. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)

/** Name and size out of a header; `undefined` for the empty block at the end, an error for anything that is no header. */
export const readTarHeader = (header: Buffer): { name: string; size: number } | undefined => {
  if (header.every(byte => byte === 0)) return undefined
  const stored = Number.parseInt(header.toString('latin1', 148, 154), 8)
  const unsigned = Buffer.from(header)
  unsigned.fill(' ', 148, 156)
  if (stored !== checksumOf(unsigned)) throw new Error('not a tar header')
  const name = header.toString('utf8', 0, 100)
  return { name: name.slice(0, name.indexOf('\0')), size: readSize(header) }
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0')

const checksumOf = (header: Buffer): number => header.reduce((sum, byte) => sum + byte, 0)

/** Twelve bytes: octal up to 8 GB, above it GNU's binary form. */
const writeSize = (header: Buffer, size: number): void => {
  if (size < 8 ** 11) {
    header.write(`${octal(size, 11)}\0`, 124)
    return
  }
  header[124] = 0x80
  header.writeBigUInt64BE(BigInt(size), 128)
}

const readSize = (header: Buffer): number =>
  header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(header.toString('latin1', 124, 135), 8)
