import { fileURLToPath } from 'node:url';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';

// One project, two builds: `astro build` makes static files; with RENDERER set it makes the renderer,
// a bundle of the site's code without content (docs/architecture.md).
const asRenderer = Boolean(process.env.RENDERER);

const adapter = {
	name: 'renderer',
	hooks: {
		'astro:config:done': ({ setAdapter }) =>
			setAdapter({
				name: 'renderer',
				entrypointResolution: 'auto',
				serverEntrypoint: fileURLToPath(new URL('./src/renderer.ts', import.meta.url)),
				adapterFeatures: { buildOutput: 'server', middlewareMode: 'classic' },
				supportedAstroFeatures: {
					staticOutput: 'stable',
					serverOutput: 'stable',
					hybridOutput: 'stable',
					sharpImageService: 'stable',
				},
			}),
	},
};

const onDemand = {
	name: 'on-demand',
	hooks: {
		'astro:route:setup': ({ route }) => {
			route.prerender = !asRenderer;
		},
	},
};

export default defineConfig({
	output: 'static',
	...(asRenderer ? { adapter, outDir: '.renderer' } : {}),
	base: process.env.BASE_PATH || '/',
	devToolbar: { enabled: false },
	integrations: [preact(), onDemand],
	build: { inlineStylesheets: 'never', concurrency: 2 },
	vite: { build: { assetsInlineLimit: 0 } },
	// The Content-Security-Policy allows no inline script, and pages are compared byte by byte.
	compressHTML: true,
});
