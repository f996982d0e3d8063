import { parseArgs } from 'node:util';
import { buildRenderer } from '../../functions/release/renderer.ts';
import { benchLighthouse } from './lighthouse.ts';
import { benchPublish } from './publish.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { json: { type: 'boolean', default: false }, entries: { type: 'string' } },
});

const benchmarks: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
	lighthouse: benchLighthouse,
	publish: () => benchPublish(Number(values.entries ?? 5000)),
};

const benchmark = benchmarks[positionals[0] ?? ''];
if (!benchmark) {
	process.stderr.write(`Name a benchmark: ${Object.keys(benchmarks).join(', ')}\n`);
	process.exit(2);
}
await buildRenderer(process.cwd(), '');
const figures = await benchmark();
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else console.table(figures);
