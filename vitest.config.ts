import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/longest-first.ts';

export default defineConfig({
	test: {
		testTimeout: 60_000,
		hookTimeout: 300_000,
		// Tests assert no time: what is awaited comes when the machine gets to it.
		expect: { poll: { timeout: 30_000 } },
		// Two processors: a browser and a server beside each worker are enough.
		maxWorkers: 2,
		sequence: { sequencer: LongestFirst },
		server: { deps: { external: [/\.renderer/] } },
		projects: [
			{
				extends: true,
				test: {
					name: 'portal',
					include: ['tests/**/*.test.ts'],
					globalSetup: ['tests/build-once.ts'],
				},
			},
			{
				extends: true,
				test: {
					name: 'parts',
					include: ['{src,functions}/**/*.test.{ts,tsx}'],
					globalSetup: ['tests/build-renderer.ts'],
					// They share modules, and leave nothing behind in them.
					isolate: false,
				},
			},
		],
	},
});
