/** What stands for a person where there is no room for the name: 李想 → 想, Moses Frase → MF. */
export const initialsOf = (name: string): string =>
  /^[\p{Script=Han}]+$/u.test(name)
    ? name.slice(-1)
    : name
        .split(/\s+/)
        .map(word => word[0] ?? '')
        .slice(0, 2)
        .join('')
        .toUpperCase()
