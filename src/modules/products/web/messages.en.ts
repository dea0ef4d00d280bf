export default {
  products: {
    tree: {
      title: 'Product categories',
      about:
        'A click on a name shows the products of that branch. Drag a category onto another, or change it, to move it.',
      aboutRead: 'A click on a name shows the products of that branch.',
      add: 'New category',
      addBelow: 'New category below “{name}”',
      change: 'Change “{name}”',
      remove: 'Remove “{name}”',
      removed: '“{name}” is removed; the bin still has it',
      drag: 'Drag to move it',
      dropTop: 'Drop here to put it at the top',
      products: '{count} products',
      at: '{name}, level {level}',
      name: 'Name',
      parent: 'Parent category',
      top: 'None (at the top)',
      empty: 'No categories yet',
      emptyText: 'Categories sort the catalogue into branches, so that quotes and figures find their products.',
    },
  },
}
