import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The browser's part: `src/web` → `dist/web`. In development `/api` goes to the server that `npm run dev` started beside it. */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1300,
    rolldownOptions: {
      output: {
        // What many pages need comes in few files: left alone each icon was a file of its own, and the first page asked for 190 of them.
        codeSplitting: {
          groups: [
            { name: 'icons', test: /node_modules[\\/]@ant-design[\\/]icons/, minShareCount: 2 },
            { name: 'parts', test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-)/, minShareCount: 3 },
            { name: 'shared', test: /src[\\/].+\.ts$/, minShareCount: 4 },
            { name: 'vendor', test: /node_modules/, minShareCount: 4 },
          ],
        },
      },
    },
  },
  server: {
    // Not the sources in src/web/api, which stand under the same address here.
    proxy: { '^/api/(?!.*\\.tsx?($|\\?))': process.env.ZHANGGUI_API ?? 'http://127.0.0.1:3000' },
  },
})
