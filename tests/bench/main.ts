import { parseArgs } from 'node:util';
import { buildRenderer } from '../../functions/release/renderer.ts';
import { benchDesk } from './desk.ts';
import { benchLighthouse } from './lighthouse.ts';
import { benchLoad } from './load.ts';
import { benchPublish } from './publish.ts';
import { benchPush } from './push.ts';
import { benchWeight } from './weight.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		json: { type: 'boolean', default: false },
		entries: { type: 'string' },
		subscriptions: { type: 'string' },
	},
});

const benchmarks: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
	desk: benchDesk,
	lighthouse: benchLighthouse,
	load: benchLoad,
	publish: () => benchPublish(Number(values.entries ?? 5000)),
	push: () => benchPush(Number(values.subscriptions ?? 300_000)),
	weight: benchWeight,
};

const benchmark = benchmarks[positionals[0] ?? ''];
if (!benchmark) {
	process.stderr.write(`Name a benchmark: ${Object.keys(benchmarks).join(', ')}\n`);
	process.exit(2);
}
await buildRenderer(process.cwd(), '');
const figures = await benchmark();
if (values.json) process.stdout.write(`${JSON.stringify(flat(figures))}\n`);
else console.table(figures);

/** The figures of a table in one flat object: `home.html`. */
function flat(rows: Record<string, unknown>): Record<string, unknown> {
	const entries = Object.entries(rows).flatMap(([name, value]) =>
		typeof value === 'object' && value !== null
			? Object.entries(value).map(([column, figure]) => [`${name}.${column}`, figure])
			: [[name, value]],
	);
	return Object.fromEntries(entries);
}
