import { cp, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { readCmsBackend } from './src/domain/cms-backend.ts';

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

/** The unmodified Decap bundle stands at `/admin/vendor/<version>/`; published media at `/uploads/`. */
const copies = {
	name: 'copies',
	hooks: {
		'astro:build:done': async ({ dir }) => {
			const root = fileURLToPath(
				asRenderer ? new URL('./.renderer/client/', import.meta.url) : dir,
			);
			const decap = fileURLToPath(new URL('./node_modules/decap-cms/', import.meta.url));
			const { version } = JSON.parse(await readFile(`${decap}package.json`, 'utf8'));
			await cp(`${decap}dist`, `${root}admin/vendor/${version}`, {
				recursive: true,
				filter: (from) => !/\.map$|LICENSE/.test(from) && !/dist\/\d*\.?cms\.js/.test(from),
			});
			if (asRenderer) return;
			const uploads = `${process.env.CONTENT_DIR ?? 'content'}/uploads`;
			await cp(uploads, `${root}uploads`, { recursive: true }).catch((error) => {
				if (error.code !== 'ENOENT') throw error;
			});
		},
	},
};

const cms = readCmsBackend(process.env);
if ('problems' in cms) {
	const faults = cms.problems.map(({ variable, message }) => `${variable} ${message}`);
	throw new Error(`The editor cannot be configured. ${faults.join('; ')}`);
}

export default defineConfig({
	output: 'static',
	...(asRenderer ? { adapter, outDir: '.renderer' } : {}),
	base: process.env.BASE_PATH || '/',
	devToolbar: { enabled: false },
	integrations: [preact(), onDemand, copies],
	build: { inlineStylesheets: 'never', concurrency: 2 },
	vite: {
		build: { assetsInlineLimit: 0 },
		define: { __CMS_BACKEND__: JSON.stringify(cms.backend) },
	},
	// The Content-Security-Policy allows no inline script, and pages are compared byte by byte.
	compressHTML: true,
});
