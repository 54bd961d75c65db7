import { chromium } from 'playwright-core';

/** Debian's Chromium, that asks nobody for anything by itself. */
export const launch = (...more) => chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...more],
});
