import type { Config } from '../config.ts';
import { newCountyFiles } from '../content/new-county.ts';
import { openRepository } from '../content/repository.ts';
import { seedCounty } from '../content/seed.ts';

/** `init NAME`: begins a real county, with its settings and without the outbreak of the demo. Gives the exit code. */
export async function init(config: Config, [county]: readonly string[]): Promise<number> {
	if (!county) {
		process.stderr.write('Say the name of the county: npm run mingbai -- init 某某县\n');
		return 2;
	}
	const repository = await openRepository(config.contentRepo);
	if (await repository.head()) {
		process.stderr.write(`${config.contentRepo} holds content already; nothing was changed.\n`);
		return 1;
	}
	await seedCounty(
		repository,
		newCountyFiles(county, new URL(config.siteUrl).hostname),
		new Date(),
	);
	process.stdout.write(
		`${county} begins in ${config.contentRepo}. Start the portal and fill in the settings at /admin/.\n`,
	);
	return 0;
}
