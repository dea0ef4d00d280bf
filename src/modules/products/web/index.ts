import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: the catalogue's branches as a tree, in place of their list. */
export const productsWeb = defineWebModule({
  name: 'products',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  pages: [
    {
      path: 'product-categories',
      label: 'products.tree.title',
      navigation: { group: 'sales', icon: 'PartitionOutlined', order: 50 },
      permission: 'productCategory.read',
      inPlaceOf: 'productCategory',
      load: () => import('./CategoryTreePage.tsx'),
    },
  ],
})
