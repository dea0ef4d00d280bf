import { type ThemeConfig, theme } from 'antd'

export type Mode = 'light' | 'dark'

/**
 * The only place where colours, sizes and fonts are decided. They feed Ant Design (`antdThemeOf`), our own style sheets as CSS variables
 * (`cssVariablesOf`: `accentSoft` is `--accent-soft`) and the charts (`chartColours`).
 * Teal ink is the one accent. The seal's vermilion is the brand's and stands on the logo alone; other colours mean something.
 */
const colours = {
  light: {
    canvas: '#f7f6f2',
    surface: '#ffffff',
    sunken: '#f1f0eb',
    hover: '#f4f3ee',
    line: '#e7e5de',
    lineStrong: '#d5d2c8',
    text: '#1c211f',
    textQuiet: '#59605c',
    textFaint: '#666d69',
    accent: '#0f6a5f',
    accentHover: '#12796d',
    accentActive: '#0b544b',
    accentSoft: '#e3f0ed',
    onAccent: '#ffffff',
    link: '#0f6a5f',
    seal: '#b23a2a',
    danger: '#b8352a',
    dangerSoft: '#fbebe8',
    warning: '#8f5a00',
    warningSoft: '#fdf3dc',
    success: '#236b45',
    successSoft: '#e6f3ea',
    note: '#2c5f87',
    noteSoft: '#e7f0f6',
    shadow: 'rgb(28 33 31 / 0.10)',
    veil: 'rgb(28 33 31 / 0.32)',
  },
  dark: {
    canvas: '#131514',
    surface: '#1a1d1c',
    sunken: '#0f1110',
    hover: '#212524',
    line: '#2b302e',
    lineStrong: '#3b423f',
    text: '#e6e9e7',
    textQuiet: '#aab1ad',
    textFaint: '#8f9692',
    accent: '#52b9a8',
    accentHover: '#6bc8b8',
    accentActive: '#419c8d',
    accentSoft: '#17302c',
    onAccent: '#06211d',
    link: '#66c7b7',
    seal: '#c4503f',
    danger: '#ee8578',
    dangerSoft: '#3a1f1b',
    warning: '#e0b060',
    warningSoft: '#352a14',
    success: '#74c496',
    successSoft: '#173022',
    note: '#86b9df',
    noteSoft: '#172a38',
    shadow: 'rgb(0 0 0 / 0.45)',
    veil: 'rgb(0 0 0 / 0.55)',
  },
} satisfies Record<Mode, Record<string, string>>

/** Series colours in order: neighbours differ in lightness too, so that they are told apart without colour. */
const series: Record<Mode, readonly string[]> = {
  light: ['#0f6a5f', '#d08c2e', '#3d6d99', '#b9503f', '#7fae8a', '#7a5c8e', '#8ab3c4', '#8a7350'],
  dark: ['#52b9a8', '#e0ac5c', '#7fb2dd', '#e58876', '#a5cfae', '#b79acb', '#b4d3df', '#c2aa84'],
}

const sizes = { radius: 6, radiusLarge: 10, row: 32, rowTouch: 44, font: 14, control: 32 }

/** In Chinese text quotation marks and dashes are a character wide, in English not: whose font comes first decides. */
const chineseFonts = '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC"'
const latinFonts = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial'
const fontFamilyOf = (locale: string): string =>
  locale.startsWith('zh') ? `${chineseFonts}, ${latinFonts}, sans-serif` : `${latinFonts}, ${chineseFonts}, sans-serif`

/** What charts are drawn with. */
export const chartColours = (mode: Mode) => ({
  series: series[mode],
  text: colours[mode].textQuiet,
  strongText: colours[mode].text,
  line: colours[mode].line,
  surface: colours[mode].surface,
  accent: colours[mode].accent,
  danger: colours[mode].danger,
  warning: colours[mode].warning,
  success: colours[mode].success,
  fontFamily: fontFamilyOf(document.documentElement.lang),
})

/** The same colours and sizes for our own style sheets. */
export function cssVariablesOf(mode: Mode, locale: string): Record<string, string> {
  const named = Object.entries(colours[mode]).map(([name, value]) => [
    `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`,
    value,
  ])
  return {
    ...Object.fromEntries(named),
    '--radius': `${sizes.radius}px`,
    '--radius-large': `${sizes.radiusLarge}px`,
    '--row': `${sizes.row}px`,
    '--row-touch': `${sizes.rowTouch}px`,
    '--font-family': fontFamilyOf(locale),
  }
}

/** Ant Design's theme made of the same tokens. For `touch` controls grow to what a thumb can hit; `still` is without motion. */
export function antdThemeOf(mode: Mode, { touch, still }: { touch: boolean; still: boolean }): ThemeConfig {
  const c = colours[mode]
  return {
    // Ant Design derives shades of its own from what it is given; these stay as they are written above.
    algorithm: [
      mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
      (_seed, derived = theme.defaultAlgorithm(_seed)) => ({
        ...derived,
        colorPrimary: c.accent,
        colorInfo: c.note,
        colorSuccess: c.success,
        colorWarning: c.warning,
        colorError: c.danger,
      }),
    ],
    token: {
      colorPrimary: c.accent,
      colorPrimaryHover: c.accentHover,
      colorPrimaryActive: c.accentActive,
      colorPrimaryBg: c.accentSoft,
      colorPrimaryBgHover: c.accentSoft,
      colorPrimaryText: c.link,
      colorInfo: c.note,
      colorInfoBg: c.noteSoft,
      colorSuccess: c.success,
      colorSuccessBg: c.successSoft,
      colorWarning: c.warning,
      colorWarningBg: c.warningSoft,
      colorError: c.danger,
      colorErrorBg: c.dangerSoft,
      colorErrorText: c.danger,
      colorLink: c.link,
      colorLinkHover: c.accentHover,
      colorLinkActive: c.accentActive,
      colorText: c.text,
      colorTextSecondary: c.textQuiet,
      colorTextTertiary: c.textFaint,
      colorTextDescription: c.textFaint,
      colorTextPlaceholder: c.textFaint,
      colorTextHeading: c.text,
      colorBgLayout: c.canvas,
      colorBgContainer: c.surface,
      colorBgElevated: mode === 'dark' ? '#202423' : c.surface,
      colorBgMask: c.veil,
      colorBorder: c.lineStrong,
      colorBorderSecondary: c.line,
      colorSplit: c.line,
      colorFillAlter: c.sunken,
      fontFamily: 'var(--font-family)',
      fontSize: sizes.font,
      borderRadius: sizes.radius,
      borderRadiusLG: sizes.radiusLarge,
      borderRadiusSM: 4,
      controlHeight: touch ? 40 : sizes.control,
      controlHeightSM: touch ? 32 : 26,
      controlHeightLG: touch ? 46 : 40,
      sizeUnit: 4,
      sizeStep: 4,
      boxShadow: `0 4px 20px ${c.shadow}`,
      boxShadowSecondary: `0 6px 24px ${c.shadow}`,
      // Without motion at all, or a popup that grows from nothing is measured while it is nothing, and stays off the screen.
      motion: !still,
      motionDurationMid: '0.14s',
      motionDurationSlow: '0.2s',
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        primaryColor: c.onAccent,
        dangerColor: c.onAccent,
        fontWeight: 500,
      },
      Tooltip: { colorBgSpotlight: mode === 'dark' ? '#39403d' : '#2a302d', colorTextLightSolid: '#ffffff' },
      DatePicker: { colorTextLightSolid: c.onAccent },
      Checkbox: { colorWhite: c.onAccent },
      Table: {
        headerBg: c.surface,
        headerColor: c.textQuiet,
        headerSplitColor: 'transparent',
        headerSortActiveBg: c.surface,
        headerSortHoverBg: c.hover,
        bodySortBg: c.surface,
        rowHoverBg: c.hover,
        rowSelectedBg: c.accentSoft,
        rowSelectedHoverBg: c.accentSoft,
        borderColor: c.line,
        cellPaddingBlock: 8,
        cellPaddingBlockMD: 6,
        cellPaddingBlockSM: 5,
        cellPaddingInlineSM: 12,
        cellFontSize: sizes.font,
        headerBorderRadius: 0,
      },
      Tabs: {
        horizontalMargin: '0',
        titleFontSize: sizes.font,
        horizontalItemPadding: '8px 0',
        horizontalItemGutter: 24,
      },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px', labelColor: c.textQuiet },
      Modal: { titleFontSize: 16 },
      Drawer: { paddingLG: touch ? 16 : 24 },
      Tag: { defaultBg: c.sunken, defaultColor: c.textQuiet },
      Segmented: { trackBg: c.sunken, itemSelectedBg: c.surface },
      Card: { headerFontSize: 14, bodyPadding: 16 },
    },
  }
}
