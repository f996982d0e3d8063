import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { languageTags } from '../../src/domain/languages.ts';
import { problemText } from '../../src/i18n/strings.ts';
import { liftBanner, raiseBanner } from '../banner/banner-file.ts';
import { forgetShown, isShown } from '../banner/banner-taken.ts';
import { operator } from '../banner/follow-banner.ts';
import { stampTree } from '../banner/stamp-tree.ts';
import type { Config } from '../config.ts';

/** The exit code where no running portal took up what was asked for. */
const onlyWritten = 3;

/** `banner TEXT… [--hours N]`: puts a plain text above every page, at once, and says where it stands. Gives the exit code. */
export async function putUpBanner(config: Config, args: readonly string[]): Promise<number> {
	const { values, positionals } = parseArgs({
		args: [...args],
		options: { hours: { type: 'string', default: '2' } },
		allowPositionals: true,
	});
	const text = Object.fromEntries(languageTags.map((tag, index) => [tag, positionals[index]]));
	const request = { text, hours: Number(values.hours), by: operator };
	await forgetShown(config.dataDir);
	const raised = await raiseBanner(config.dataDir, request, new Date());
	if ('problems' in raised) {
		for (const each of raised.problems)
			process.stderr.write(`${each.field}: ${problemText(each, 'en')}\n`);
		return 2;
	}
	const pages = await stampTree(join(config.dataDir, 'site'), raised.banner);
	const until = raised.banner.until.toISOString();
	const inFiles = `in ${pages} files for a web server`;
	if (await isShown(config.dataDir, raised.banner)) {
		process.stdout.write(
			`The banner is up until ${until}: in the running portal and ${inFiles}.\n`,
		);
		return 0;
	}
	process.stderr.write(
		`No running portal took the banner up. It stands until ${until} ${inFiles} in ${config.dataDir}, and in the portal as soon as it starts.\n`,
	);
	return onlyWritten;
}

/** `banner-off`: takes the plain text down. Gives the exit code. */
export async function takeDownBanner(config: Config): Promise<number> {
	await liftBanner(config.dataDir);
	await forgetShown(config.dataDir);
	await stampTree(join(config.dataDir, 'site'), undefined);
	if (await isShown(config.dataDir, undefined)) {
		process.stdout.write('The banner is down.\n');
		return 0;
	}
	process.stderr.write(
		`The banner is out of the files in ${config.dataDir}. No running portal said that it took it down.\n`,
	);
	return onlyWritten;
}
