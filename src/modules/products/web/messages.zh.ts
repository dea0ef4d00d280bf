export default {
  products: {
    tree: {
      title: '产品分类',
      about: '点分类名称，查看该分类及下级的产品。拖到另一分类上，或用“修改”，可以调整上级。',
      aboutRead: '点分类名称，查看该分类及下级的产品。',
      add: '新建分类',
      addBelow: '在“{name}”下新建分类',
      change: '修改“{name}”',
      remove: '删除“{name}”',
      removed: '已删除“{name}”，可在回收站恢复',
      drag: '拖动调整上级',
      dropTop: '拖到这里，成为一级分类',
      products: '{count} 个产品',
      at: '{name}，第 {level} 级',
      name: '分类名称',
      parent: '上级分类',
      top: '无（一级分类）',
      empty: '还没有产品分类',
      emptyText: '分类把产品分成若干系列，便于在报价和统计时查找。',
    },
  },
}
