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
    // Charts and Ant Design stand in chunks of their own; nothing else may grow large.
    chunkSizeWarningLimit: 700,
  },
  server: {
    // Not the sources in src/web/api, which stand under the same address here.
    proxy: { '^/api/(?!.*\\.tsx?($|\\?))': process.env.ZHANGGUI_API ?? 'http://127.0.0.1:3000' },
  },
})
