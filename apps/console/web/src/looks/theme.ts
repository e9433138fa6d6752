// Mantine's looks as console.md 4 wants them: contrast first. Colours of states are in tokens.css.
import { createTheme, type CSSVariablesResolver } from '@mantine/core';

const SANS = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif';
const MONO = 'ui-monospace, "SF Mono", Consolas, "Noto Sans Mono", monospace';

export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  headings: { fontFamily: SANS, fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.5', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  components: {
    ActionIcon: { defaultProps: { size: 32, variant: 'subtle', color: 'gray' } },
    Button: { defaultProps: { size: 'sm' } },
    Drawer: { defaultProps: { position: 'right', size: 'lg' } },
    Modal: { defaultProps: { centered: true } },
    Radio: { defaultProps: { size: 'md' } },
    Tooltip: {
      defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: true } },
    },
  },
});

/** Mantine's own greys and reds are below 4.5:1 on some of its grounds. */
export const contrast: CSSVariablesResolver = () => ({
  variables: { '--mantine-font-size-md': '14px' },
  light: {
    '--mantine-color-dimmed': '#5a5f69',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-placeholder': '#676c76',
    '--mantine-color-anchor': '#1858b8',
  },
  dark: {
    '--mantine-color-dimmed': '#a3a8b3',
    '--mantine-color-error': '#ff8f85',
    '--mantine-color-placeholder': '#9ba1ac',
    '--mantine-color-anchor': '#8ab8ff',
  },
});
