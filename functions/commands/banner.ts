import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { languageTags } from '../../src/domain/languages.ts';
import { problemText } from '../../src/i18n/strings.ts';
import { liftBanner, raiseBanner } from '../banner/banner-file.ts';
import { operator } from '../banner/follow-banner.ts';
import { stampTree } from '../banner/stamp-tree.ts';
import type { Config } from '../config.ts';

/** `banner TEXT… [--hours N]`: puts a plain text above every page, at once. Gives the exit code. */
export async function putUpBanner(config: Config, args: readonly string[]): Promise<number> {
	const { values, positionals } = parseArgs({
		args: [...args],
		options: { hours: { type: 'string', default: '2' } },
		allowPositionals: true,
	});
	const text = Object.fromEntries(languageTags.map((tag, index) => [tag, positionals[index]]));
	const request = { text, hours: Number(values.hours), by: operator };
	const raised = await raiseBanner(config.dataDir, request, new Date());
	if ('problems' in raised) {
		for (const each of raised.problems)
			process.stderr.write(`${each.field}: ${problemText(each, 'en')}\n`);
		return 2;
	}
	const pages = await stampTree(join(config.dataDir, 'site'), raised.banner);
	const until = raised.banner.until.toISOString();
	process.stdout.write(
		`The banner is up until ${until}: in ${pages} files for a web server now, in the running portal within a second.\n`,
	);
	return 0;
}

/** `banner-off`: takes the plain text down. Gives the exit code. */
export async function takeDownBanner(config: Config): Promise<number> {
	await liftBanner(config.dataDir);
	await stampTree(join(config.dataDir, 'site'), undefined);
	process.stdout.write('The banner is down.\n');
	return 0;
}
